import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { JsonDataset } from './index.js';

testFileDataset<unknown>({
  name: 'JsonDataset',
  create: (options) => new JsonDataset(options),
  sample: { text: 'ä\ud83d', list: [1, null, true, { deep: [] }], 'odd key': -1.5e-7 },
  other: [1],
  refused: { rows: [{ a: 1 }, { a: undefined }] },
});

describe('a JSON dataset', () => {
  it('indents by two spaces and ends with a newline', async () => {
    const filepath = await temporaryPath();
    await new JsonDataset({ filepath }).save({ a: [1] });
    expect(await readFile(filepath, 'utf8')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  });

  it('writes one line when told', async () => {
    const filepath = await temporaryPath();
    await new JsonDataset({ filepath, saveArgs: { indent: 0 } }).save({ a: [1] });
    expect(await readFile(filepath, 'utf8')).toBe('{"a":[1]}\n');
  });

  it.each([-1, 1.5, '2', true])('refuses %j as indent', (indent) => {
    const options = { filepath: 'a', saveArgs: { indent } };
    expect(() => new JsonDataset(options as never)).toThrow(/save_args\.indent/);
  });

  it('brings every JSON value back', async () => {
    const dataset = new JsonDataset({ filepath: await temporaryPath() });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await dataset.save(value);
        // JSON has no negative zero.
        expect(await dataset.load()).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });

  class Flight {
    delay = 1;
  }
  const cyclic: Record<string, unknown> = {};
  cyclic.self = { cyclic };

  it.each([
    ['undefined in an object', { a: { b: undefined } }, 'data.a.b is undefined'],
    ['undefined in a list', { a: [1, undefined] }, 'data.a[1] is undefined'],
    ['a hole in a list', [1, , 2], 'data[1] is undefined'], // eslint-disable-line no-sparse-arrays
    ['a function', { 'my-fn': () => 1 }, 'data["my-fn"] is a function'],
    ['a symbol', [Symbol('a')], 'data[0] is a symbol'],
    ['NaN', { mean: NaN }, 'data.mean is NaN'],
    ['Infinity', [-Infinity], 'data[0] is -Infinity'],
    ['a bigint', { id: 1n }, 'data.id is a bigint'],
    ['a Date', [{ at: new Date(0) }], 'data[0].at is a Date'],
    ['a Map', { byName: new Map() }, 'data.byName is a Map'],
    ['a Set', new Set(), 'data is a Set'],
    ['a typed array', { x: new Float64Array(2) }, 'data.x is a typed array'],
    ['an instance of a class', [new Flight()], 'data[0] is a Flight'],
    ['a cycle', cyclic, 'data.self.cyclic contains itself'],
  ])('refuses %s and says where', async (_, data, message) => {
    const dataset = new JsonDataset({ filepath: await temporaryPath() });
    await expect(dataset.save(data)).rejects.toThrow(message);
  });

  it('saves an object that stands in two places, and one without prototype', async () => {
    const dataset = new JsonDataset({ filepath: await temporaryPath() });
    const shared = Object.assign(Object.create(null) as object, { a: 1 });
    await dataset.save([shared, shared]);
    expect(await dataset.load()).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('says where a file is not JSON', async () => {
    const filepath = await temporaryPath();
    await writeFile(filepath, '{\n  "a": 1\n  "b": 2\n}');
    await expect(new JsonDataset({ filepath }).load()).rejects.toThrow(/not valid JSON at line 3, column 3/);
  });

  it('says that an empty file is not JSON', async () => {
    const filepath = await temporaryPath();
    await writeFile(filepath, '');
    await expect(new JsonDataset({ filepath }).load()).rejects.toThrow(/not valid JSON/);
  });

  it('passes over a byte order mark', async () => {
    const filepath = await temporaryPath();
    await writeFile(filepath, '\uFEFF[1]');
    expect(await new JsonDataset({ filepath }).load()).toEqual([1]);
  });
});
