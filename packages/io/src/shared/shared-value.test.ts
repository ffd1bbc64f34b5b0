import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeShared } from './decode.js';
import { encodeShared, storeInMemory, type Store } from './encode.js';
import type { SharedValue } from './shared-value.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'kedro-io-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const storeInFile: Store = async (byteLength, write) => {
  const bytes = new Uint8Array(byteLength);
  write(bytes);
  const path = join(folder, `${files++}`);
  await writeFile(path, bytes);
  return { kind: 'file', path };
};

const stores: readonly (readonly [string, Store])[] = [
  ['memory', storeInMemory],
  ['a file', storeInFile],
];

async function throughStore<T>(value: T, store: Store = storeInMemory): Promise<T> {
  // A handle crosses to a worker by structured clone.
  return (await decodeShared(structuredClone(await encodeShared(value, store)))) as T;
}

const views: readonly ArrayBufferView[] = [
  Int8Array.of(-1, 2, 3),
  Uint8Array.of(1, 2, 3),
  Uint8ClampedArray.of(1, 255),
  Int16Array.of(-5, 6, 7),
  Uint16Array.of(5),
  Int32Array.of(-5),
  Uint32Array.of(5, 6, 7),
  Float32Array.of(1.5, NaN, -0),
  Float64Array.of(Math.PI, -Infinity),
  BigInt64Array.of(-5n),
  BigUint64Array.of(2n ** 64n - 1n),
  Buffer.from('text'),
  new DataView(Uint8Array.of(0, 1, 2, 3).buffer, 1, 2),
  new Float64Array(0),
  new Uint16Array(new ArrayBuffer(16), 2, 3),
];

/** Whatever a node may return, typed arrays at any depth included; what V8 makes plain is left out. */
const shareable = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    }),
    fc.constantFrom(...views),
    fc.uint8Array().map((bytes) => bytes.buffer),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
})).value;

describe.each(stores)('a value that goes through %s', (_, store) => {
  it('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(shareable, async (value) => {
        const decoded = await throughStore(value, store);
        if (!isDeepStrictEqual(decoded, value)) expect(decoded).toStrictEqual(value);
        expect(isDeepStrictEqual(decoded, value)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('may hold typed arrays of every kind, each at its own alignment', async () => {
    const decoded = await throughStore(['odd', ...views, { deep: new Map([['x', views]]) }], store);
    expect(decoded.slice(1, -1)).toStrictEqual(views);
    expect((decoded.at(-1) as { deep: Map<string, unknown> }).deep.get('x')).toStrictEqual(views);
    for (const [i, view] of views.entries())
      expect(Object.getPrototypeOf(decoded[i + 1])).toBe(Object.getPrototypeOf(view));
  });

  it('keeps circles, and one array in two places one array', async () => {
    const numbers = Float64Array.of(1);
    const original: Record<string, unknown> = {
      numbers,
      again: [numbers],
      date: new Date(0),
      pattern: /x/gi,
    };
    original['self'] = original;
    const decoded = await throughStore(original, store);
    expect(decoded['self']).toBe(decoded);
    expect((decoded['again'] as unknown[])[0]).toBe(decoded['numbers']);
    expect(decoded['date']).toEqual(new Date(0));
    expect(decoded['pattern']).toEqual(/x/gi);
  });

  it('may be an error or a primitive', async () => {
    for (const value of [0, -0, NaN, '', 'ü', 5n, true, null, undefined])
      expect(Object.is(await throughStore(value, store), value)).toBe(true);
    const error = await throughStore(new RangeError('too far'), store);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe('too far');
  });

  it('may come from another realm', async () => {
    const foreign = runInNewContext(
      '({ list: [1], map: new Map([[1, 2]]), set: new Set([1]), date: new Date(0) })',
    ) as object;
    expect(await throughStore(foreign, store)).toEqual({
      list: [1],
      map: new Map([[1, 2]]),
      set: new Set([1]),
      date: new Date(0),
    });
  });

  it('counts its bytes', async () => {
    const { byteLength } = await encodeShared(new Uint8Array(1000), store);
    expect(byteLength).toBeGreaterThanOrEqual(1000);
    expect(byteLength).toBeLessThan(1100);
  });
});

it.runIf('Float16Array' in globalThis)('brings back a Float16Array where there are such', async () => {
  const Float16 = (globalThis as unknown as { Float16Array: Float32ArrayConstructor }).Float16Array;
  expect(await throughStore(new Float16([1.5]))).toStrictEqual(new Float16([1.5]));
});

describe('typed arrays in memory', () => {
  it('are the same bytes for all readers', async () => {
    const handle = await encodeShared({ numbers: Float64Array.of(1, 2), bytes: Buffer.from('ab') });
    const [one, other] = [decodeShared(handle), decodeShared(handle)] as {
      numbers: Float64Array;
      bytes: Buffer;
    }[];
    expect(one!.numbers.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(one!.numbers.buffer).toBe(other!.numbers.buffer);
    one!.numbers[0] = 5;
    one!.bytes[0] = 0x7a;
    expect(other!.numbers[0]).toBe(5);
    expect(other!.bytes.toString()).toBe('zb');
  });

  it('are read without a copy, however large they are', async () => {
    const handle = await encodeShared(new Float64Array(100e6 / 8));
    const decoded = decodeShared(handle) as Float64Array;
    expect(decoded.byteLength).toBe(100e6);
    expect(handle.storage).toMatchObject({ kind: 'memory' });
    expect(handle.storage).toHaveProperty('buffer', decoded.buffer);
  });

  it('stay where they are when they are in shared memory already', async () => {
    const numbers = new Float64Array(new SharedArrayBuffer(800), 80, 10).fill(1);
    const handle = await encodeShared({ numbers });
    const { numbers: decoded } = decodeShared(handle) as { numbers: Float64Array };
    expect(decoded.buffer).toBe(numbers.buffer);
    expect([decoded.byteOffset, decoded.length]).toEqual([80, 10]);
    expect(handle.byteLength).toBeGreaterThanOrEqual(80);

    const { numbers: again } = decodeShared(await encodeShared({ numbers: decoded })) as {
      numbers: Float64Array;
    };
    expect(again.buffer).toBe(numbers.buffer);
  });

  it('go into the file when the bytes go to a file', async () => {
    const numbers = new Float64Array(new SharedArrayBuffer(24)).fill(1);
    const decoded = await throughStore(numbers, storeInFile);
    expect(decoded).toEqual(numbers);
    expect(decoded.buffer).not.toBeInstanceOf(SharedArrayBuffer);
  });

  it('are a copy of what was encoded, which its owner may go on changing', async () => {
    const numbers = Float64Array.of(1);
    const handle = await encodeShared(numbers);
    numbers[0] = 2;
    expect(decodeShared(handle)).toEqual(Float64Array.of(1));
  });

  it('are the same bytes in another thread, both ways', async () => {
    const handle = await encodeShared({ numbers: Float64Array.from({ length: 1000 }, (_, i) => i) });
    const worker = new Worker(new URL('../../test/fixtures/decode-worker.mjs', import.meta.url));
    try {
      const answer = await new Promise<SharedValue>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
        worker.postMessage(handle);
      });
      const { numbers } = decodeShared(handle) as { numbers: Float64Array };
      expect(numbers[0]).toBe(42);
      const theirs = decodeShared(answer) as { sum: number; numbers: Float64Array; own: Float32Array };
      expect(theirs).toEqual({ sum: 499_500, numbers, own: Float32Array.of(1.5) });
      numbers[1] = 43;
      expect(theirs.numbers[1]).toBe(43);
    } finally {
      await worker.terminate();
    }
  });
});
