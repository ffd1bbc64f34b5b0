import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { JsonTableDataset, type JsonOrient } from './index.js';

testFileDataset<readonly object[]>({
  name: 'JsonTableDataset',
  create: (options) => new JsonTableDataset(options),
  sample: [
    { n: 1, text: 'ä', tags: ['a', { b: null }] },
    { n: null, text: '', tags: [] },
  ],
  other: [{ n: 2 }],
  refused: [{ n: 1 }, { n: NaN }],
});

testFileDataset<Record<string, readonly unknown[]>>({
  name: 'JsonTableDataset of lines and columns',
  create: (options) =>
    new JsonTableDataset({ ...options, loadArgs: { as: 'columns', lines: true }, saveArgs: { lines: true } }),
  sample: { n: [1, 2], text: ['a', 'line\nbreak'] },
  other: { n: [3] },
  refused: { n: [1], text: [] },
  entry: { load_args: { as: 'columns', lines: true }, save_args: { lines: true } },
});

describe('a table in JSON', () => {
  it.each([
    ['{"a": 1}', undefined, /is not an object of columns.*say in load_args\.orient how the table lies/],
    ['[1]', undefined, /is not a list of rows/],
    ['[{"a": 1}]', 'split', /is not an object with "columns" and "data", as load_args\.orient says/],
    ['[{"a": 1}]', 'index', /is not an object of rows by label/],
    ['[{"a": 1}', 'records', /is not valid JSON/],
  ] as const)('is not %s with the orient %s', async (content, orient, message) => {
    const filepath = await temporaryPath();
    await writeFile(filepath, content);
    await expect(new JsonTableDataset({ filepath, loadArgs: { orient } }).load()).rejects.toThrow(message);
  });

  it('comes back as it was, however it lies in the file', async () => {
    const filepath = await temporaryPath();
    const orients = fc.constantFrom<JsonOrient>('records', 'columns', 'index', 'split');
    const rows = fc
      .uniqueArray(
        fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
        { minLength: 1, maxLength: 4 },
      )
      .chain((names) =>
        fc.array(
          fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), {
            noNullPrototype: true,
          }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
      );
    await fc.assert(
      fc.asyncProperty(rows, orients, async (data, orient) => {
        const dataset = new JsonTableDataset({ filepath, loadArgs: { orient }, saveArgs: { orient } });
        await dataset.save(data);
        expect(await dataset.load()).toEqual(JSON.parse(JSON.stringify(data)));
      }),
      { numRuns: 150 },
    );
  });
});
