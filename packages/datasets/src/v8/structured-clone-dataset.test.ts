import { writeFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { HEADER } from './decode-file.js';
import { StructuredCloneDataset } from './index.js';

class Model {
  weights = [1];
}

testFileDataset<unknown>({
  name: 'StructuredCloneDataset',
  create: (options) => new StructuredCloneDataset(options),
  sample: {
    weights: Float64Array.of(1, -0, NaN),
    byName: new Map<unknown, unknown>([['a', new Set([1n, undefined])]]),
    at: new Date(5),
    holes: [1, , 3], // eslint-disable-line no-sparse-arrays
    pattern: /a+/gi,
    text: 'half a pair: \ud83d',
    bytes: new Uint8Array([1, 2]).buffer,
  },
  other: null,
  refused: { models: [{}, new Model()] },
});

async function roundTrip(data: unknown): Promise<unknown> {
  const dataset = new StructuredCloneDataset({ filepath: await temporaryPath() });
  await dataset.save(data);
  return dataset.load();
}

describe('a structured clone', () => {
  it('keeps cycles, and objects that stand in several places', async () => {
    const tree: { left?: unknown; right?: unknown; self?: unknown } = {};
    tree.left = tree.right = { value: 1 };
    tree.self = tree;
    const loaded = (await roundTrip(tree)) as typeof tree;
    expect(loaded.self).toBe(loaded);
    expect(loaded.left).toBe(loaded.right);
  });

  it('keeps the built-in errors with their cause', async () => {
    const loaded = (await roundTrip(new RangeError('too far', { cause: { at: 3 } }))) as Error;
    expect(loaded).toBeInstanceOf(RangeError);
    expect(loaded).toMatchObject({ message: 'too far', cause: { at: 3 } });
  });

  it('takes plain data of other contexts, and typed arrays on shared memory', async () => {
    expect(await roundTrip(runInNewContext('({ list: [new Map([[1, 2]])] })'))).toEqual({
      list: [new Map([[1, 2]])],
    });
    const shared = new Float64Array(new SharedArrayBuffer(16));
    shared[1] = 5;
    expect(await roundTrip({ shared })).toEqual({ shared: Float64Array.of(0, 5) });
  });

  it.each([
    ['a function', { fit: function fit() {} }, 'data.fit is the function fit, and code is no data'],
    ['a function without name', [[() => 1][0]], 'data[0] is a function'],
    ['a symbol', [Symbol('a')], 'data[0] is a symbol'],
    ['a key that is a symbol', { a: { [Symbol('b')]: 1 } }, 'data.a has the key Symbol(b)'],
    ['an instance of a class', { 'my model': new Model() }, 'data["my model"] is an instance of Model'],
    ['an instance in a map', new Map([['a', new Model()]]), 'data.get("a") is an instance of Model'],
    ['a key of a map', new Map([[new Model(), 1]]), 'a key of data is an instance of Model'],
    ['an item of a set', [new Set([new Model()])], 'an item of data[0] is an instance of Model'],
    ['a subclass of a list', [new (class Rows extends Array {})()], 'data[0] is an instance of Rows'],
    [
      'an object with a prototype of its own',
      Object.create({ a: 1 }) as object,
      'data is an object with a prototype',
    ],
    ['a promise', { later: Promise.resolve(1) }, 'data.later is an instance of Promise'],
    [
      'an error with more than errors keep',
      Object.assign(new Error('a'), { code: 5 }),
      'data.code would be lost',
    ],
    ['the cause of an error', new Error('a', { cause: new Model() }), 'data.cause is an instance of Model'],
    [
      'shared memory',
      { memory: new SharedArrayBuffer(8) },
      'data.memory is an instance of SharedArrayBuffer',
    ],
  ])('refuses %s and says where', async (_, data, message) => {
    await expect(roundTrip(data)).rejects.toThrow(message);
  });

  it('brings every value back', async () => {
    const dataset = new StructuredCloneDataset({ filepath: await temporaryPath() });
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withBoxedValues: true,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        await dataset.save(value);
        expect(await dataset.load()).toStrictEqual(value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file that is no structured clone', () => {
  it.each([
    [
      'a pickle of Python',
      Buffer.from([0x80, 4, 0x95, 0, 0]),
      /is a pickle of Python \(protocol 4\), which only Python/,
    ],
    ['text', Buffer.from('{"a": 1}'), /was not saved by this dataset/],
    ['nothing', Buffer.alloc(0), /was not saved by this dataset/],
    ['half of one', Buffer.concat([HEADER, Buffer.from([0xff, 15, 0x6f])]), /is damaged or not whole/],
    [
      'a file of the future',
      Buffer.concat([HEADER, Buffer.from([0xff, 99, 0x30])]),
      /newer version of Node \(format 99; this one reads up to \d+\)/,
    ],
  ])('is told apart: %s', async (_, bytes, message) => {
    const filepath = await temporaryPath();
    await writeFile(filepath, bytes);
    await expect(new StructuredCloneDataset({ filepath }).load()).rejects.toThrow(message);
  });
});
