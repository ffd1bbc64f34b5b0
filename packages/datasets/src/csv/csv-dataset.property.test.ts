import fc from 'fast-check';
import { expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { CsvDataset } from './index.js';

const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[",;\n\r\t a0]*$/), fc.string())
  .filter((value) => value !== '');
const delimiter = fc.constantFrom(',', ';', '\t', '|', '^', ']', '-', ' ', '.');
const name = text.filter((value) => value !== '__proto__');

const table = fc
  .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), fc.nat({ max: 6 }))
  .chain(([names, length]) =>
    fc.record({
      names: fc.constant(names),
      length: fc.constant(length),
      columns: fc.tuple(
        ...names.map(() =>
          fc.oneof(
            fc.record({
              type: fc.constant('number' as const),
              values: fc.array(fc.option(fc.double()), { minLength: length, maxLength: length }),
            }),
            fc.record({
              type: fc.constant('string' as const),
              values: fc.array(fc.option(text), { minLength: length, maxLength: length }),
            }),
            fc.record({
              type: fc.constant('boolean' as const),
              values: fc.array(fc.option(fc.boolean()), { minLength: length, maxLength: length }),
            }),
          ),
        ),
      ),
    }),
  );

it('brings every table of numbers, booleans and text back', async () => {
  const filepath = await temporaryPath();
  await fc.assert(
    fc.asyncProperty(table, delimiter, async ({ names, columns }, separator) => {
      const types = Object.fromEntries(names.map((column, j) => [column, columns[j]!.type]));
      const data = Object.fromEntries(names.map((column, j) => [column, columns[j]!.values]));
      const dataset = new CsvDataset({
        filepath,
        loadArgs: { as: 'columns', delimiter: separator, types },
        saveArgs: { delimiter: separator },
      });
      await dataset.save(data);
      const loaded = (await dataset.load()) as Record<string, ArrayLike<unknown>>;
      expect(Object.keys(loaded)).toEqual(Object.keys(data));
      for (const column of names) expect(Array.from(loaded[column]!)).toStrictEqual(data[column]);
    }),
    { numRuns: 200 },
  );
});

it('recognises columns of numbers and booleans without being told', async () => {
  const dataset = new CsvDataset({ filepath: await temporaryPath() });
  const row = fc.record(
    { n: fc.double(), b: fc.boolean(), s: fc.constantFrom('x', '00', 'a,b') },
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (data) => {
      await dataset.save(data);
      expect(await dataset.load()).toStrictEqual(data);
    }),
    { numRuns: 100 },
  );
});
