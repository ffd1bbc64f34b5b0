import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ValueReleasedError } from '../errors.js';
import { MemoryDataset } from '../memory-dataset.js';
import { allocateShared } from './allocate-shared.js';
import { collectGarbage } from './collect-garbage.js';
import { decodeShared } from './decode.js';
import { encodeShared } from './encode.js';
import { SharedBufferPool, sharedBuffers } from './shared-buffer-pool.js';
import type { SharedValue } from './shared-value.js';

const MIB = 1024 * 1024;

/** Whether two objects stand for the same memory. */
function areSame(one: ArrayBufferLike, other: ArrayBufferLike): boolean {
  const [here, there] = [new Uint8Array(one), new Uint8Array(other)];
  const before = here[0]!;
  here[0] = before ^ 0xff;
  const same = here[0] === there[0];
  here[0] = before;
  return same && one.byteLength === other.byteLength;
}

async function collect(): Promise<void> {
  // A weak reference keeps its object until the end of the job.
  await setImmediate();
  collectGarbage();
  await setImmediate();
}

/** In a job of its own, as a run does. */
async function release(dataset: MemoryDataset): Promise<void> {
  await dataset.release();
  await setImmediate();
}

describe('a pool', () => {
  it('hands out what was given back, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean())), (steps) => {
        const pool = new SharedBufferPool();
        const used: SharedArrayBuffer[] = [];
        for (const [size, gives] of steps) {
          if (gives && used.length > 0) pool.give(used.shift()!);
          else {
            const taken = pool.take((size * MIB) / 8);
            for (const other of used) expect(areSame(taken, other)).toBe(false);
            used.push(taken);
          }
        }
      }),
      { numRuns: 50 },
    );
    const pool = new SharedBufferPool();
    const buffer = pool.take(MIB);
    pool.give(buffer);
    pool.give(buffer);
    expect(pool.idleBytes).toBe(buffer.byteLength);
    expect(areSame(pool.take(MIB), buffer)).toBe(true);
    expect(areSame(pool.take(MIB), buffer)).toBe(false);
  });

  it('wastes at most an eighth and a page', () => {
    const pool = new SharedBufferPool();
    fc.assert(
      fc.property(fc.integer({ min: 64 * 1024, max: 16 * MIB }), (byteLength) => {
        const { byteLength: size } = pool.take(byteLength);
        expect(size).toBeGreaterThanOrEqual(byteLength);
        expect(size).toBeLessThanOrEqual(byteLength * 1.125 + 8192);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps no more than it is told to, and lets go of all when cleared', () => {
    const pool = new SharedBufferPool({ idleBytes: 3 * MIB });
    const buffers = Array.from({ length: 4 }, () => pool.take(MIB));
    for (const buffer of buffers) pool.give(buffer);
    expect(pool.idleBytes).toBeLessThanOrEqual(3 * MIB);
    expect(pool.idleBytes).toBeGreaterThanOrEqual(2 * MIB);
    pool.clear();
    expect(pool.idleBytes).toBe(0);
  });

  it('lends to the pool of another thread what fits', () => {
    const [here, there] = [new SharedBufferPool(), new SharedBufferPool()];
    const [small, large] = [here.take(MIB), here.take(4 * MIB)];
    here.give(small);
    here.give(large);
    const lent = here.lend(3 * MIB);
    expect(lent).toEqual([small]);
    expect(here.idleBytes).toBe(large.byteLength);
    there.accept(lent);
    expect(areSame(there.take(MIB), small)).toBe(true);
    expect(areSame(here.take(MIB), small)).toBe(false);
  });

  it('leaves alone what is not of a pool', () => {
    const pool = new SharedBufferPool();
    pool.give(new SharedArrayBuffer(MIB));
    pool.accept([new SharedArrayBuffer(MIB)]);
    const small = pool.take(100);
    expect(small.byteLength).toBe(100);
    pool.give(small);
    expect(pool.idleBytes).toBe(0);
  });
});

describe('the memory of a value', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ id: i, name: `name ${i}` }));

  it('is used again as soon as the value is released, when readers have decoded it', async () => {
    sharedBuffers.clear();
    const handle = await encodeShared(rows);
    expect(decodeShared(handle)).toEqual(rows);
    sharedBuffers.release(handle);
    const again = await encodeShared(rows);
    expect(areSame(bufferOf(again), bufferOf(handle))).toBe(true);
    expect(() => decodeShared(handle)).toThrow(ValueReleasedError);
    expect(decodeShared(again)).toEqual(rows);
  });

  it('is not used again while another handle refers to it', async () => {
    sharedBuffers.clear();
    const numbers = decodeShared(await encodeShared(new Float64Array(MIB).fill(1))) as Float64Array;
    const [one, other] = [await encodeShared({ numbers }), await encodeShared([numbers])];
    sharedBuffers.release(one);
    expect(sharedBuffers.idleBytes).toBe(0);
    expect((decodeShared(other) as Float64Array[])[0]![5]).toBe(1);
  });

  it('is not used again while somebody has a view on it, and then is', async () => {
    sharedBuffers.clear();
    const kept: Float64Array[] = [];
    const handle = await encodeShared(new Float64Array(MIB).fill(1));
    kept.push(decodeShared(structuredClone(handle)) as Float64Array);
    sharedBuffers.release(handle);
    const second = await encodeShared(new Float64Array(MIB).fill(2));
    await collect();
    const third = await encodeShared(new Float64Array(MIB).fill(3));
    expect(kept[0]![0]).toBe(1);
    expect(areSame(bufferOf(second), bufferOf(handle))).toBe(false);
    expect(areSame(bufferOf(third), bufferOf(handle))).toBe(false);

    kept.pop();
    await collect();
    const fourth = await encodeShared(new Float64Array(MIB).fill(4));
    expect(areSame(bufferOf(fourth), bufferOf(handle))).toBe(true);
  });

  it('is not used again when somebody has kept a view after the release, and hands it over', async () => {
    sharedBuffers.clear();
    const first = await encodeShared(new Float64Array(MIB).fill(1));
    const kept: unknown[] = [decodeShared(structuredClone(first))];
    sharedBuffers.release(first);
    // As when it travels to main, which has never looked at it.
    const handedOver = [structuredClone(await encodeShared(kept.pop()))];
    await collect();
    await encodeShared(new Float64Array(MIB).fill(2));
    expect((decodeShared(handedOver[0]!) as Float64Array)[0]).toBe(1);
    sharedBuffers.release(handedOver.pop()!);
    await collect();
    expect(areSame(bufferOf(await encodeShared(new Float64Array(MIB))), bufferOf(first))).toBe(true);
  });

  it('is not used again while somebody has a view that came from another thread', async () => {
    sharedBuffers.clear();
    const handle = await encodeShared(new Float64Array(MIB).fill(1));
    // As when a node lets threads of its own work on its input, and gets it back from them.
    const kept = [structuredClone(decodeShared(structuredClone(handle)) as Float64Array)];
    const passedOn = await encodeShared(kept[0]);
    sharedBuffers.release(handle);
    sharedBuffers.release(passedOn);
    await collect();
    await encodeShared(new Float64Array(MIB).fill(2));
    expect(kept[0]![0]).toBe(1);
  });

  it('does not change under a node that keeps its input', async () => {
    sharedBuffers.clear();
    const worker = new Worker(new URL('../../test/fixtures/keep-views.mjs', import.meta.url));
    onTestFinished(async () => void (await worker.terminate()));
    const buffers: ArrayBufferLike[] = [];
    for (let i = 0; i < 8; i++) {
      const handle = await encodeShared(new Float64Array(2 * MIB).fill(i));
      buffers.push(bufferOf(handle));
      const seen = await new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.removeAllListeners('error').once('error', reject);
        worker.postMessage({ handle, spare: [] });
      });
      expect(seen).toEqual({ first: 0, isUniform: true });
      sharedBuffers.release(handle);
    }
    // What nobody kept has been used again meanwhile, or else this test shows nothing.
    const different = buffers.filter(
      (buffer, i) => !buffers.slice(0, i).some((other) => areSame(buffer, other)),
    );
    expect(different.length).toBeLessThan(buffers.length);
  });
});

describe('allocateShared', () => {
  it('is given memory again of which datasets in memory have let go, unless somebody has kept it', async () => {
    sharedBuffers.clear();
    const dataset = new MemoryDataset<Float64Array>();
    const buffers: ArrayBufferLike[] = [];
    let kept: Float64Array | undefined;
    for (let i = 0; i < 6; i++) {
      const made = allocateShared(Float64Array, 5 * MIB, { zeroed: false }).fill(i);
      if (i === 2) kept = made;
      buffers.push(structuredClone(made.buffer));
      dataset.save(made);
      await release(dataset);
    }
    const different = buffers.filter(
      (buffer, i) => !buffers.slice(0, i).some((other) => areSame(buffer, other)),
    );
    // What was made last is still on the stack when the next is asked for.
    expect(different.length).toBeLessThanOrEqual(3);
    expect(kept!.every((number) => number === 2)).toBe(true);
  });

  it('gives zeroes in shared memory, also where another value was', async () => {
    sharedBuffers.clear();
    const handle = await encodeShared(Array.from({ length: 50_000 }, (_, i) => i + 0.5));
    sharedBuffers.release(handle);
    const idle = sharedBuffers.idleBytes;
    const numbers = allocateShared(Float64Array, 50_000);
    expect(sharedBuffers.idleBytes).toBeLessThan(idle);
    expect(numbers).toBeInstanceOf(Float64Array);
    expect(numbers.length).toBe(50_000);
    expect(numbers.every((number) => number === 0)).toBe(true);
  });

  it('is handed over without a copy, alone or inside of something', async () => {
    const numbers = allocateShared(Int16Array, 1_000_000, { zeroed: false });
    const handle = await encodeShared({ deep: [numbers.subarray(10)] });
    const { deep } = decodeShared(handle) as { deep: Int16Array[] };
    expect(deep[0]!.buffer).toBe(numbers.buffer);
    expect(deep[0]!.byteOffset).toBe(20);
    numbers[10] = 7;
    expect(deep[0]![0]).toBe(7);
  });

  it('may be small or empty', () => {
    expect(allocateShared(Uint8Array, 0).length).toBe(0);
    expect(allocateShared(BigInt64Array, 3)).toEqual(BigInt64Array.of(0n, 0n, 0n));
  });
});

function bufferOf({ storage }: SharedValue): SharedArrayBuffer {
  if (storage.kind !== 'memory') throw new Error('not in memory');
  return storage.buffer;
}
