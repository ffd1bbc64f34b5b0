import fc from 'fast-check';
import { expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { ParquetDataset, type ParquetCodec } from './index.js';

const json = fc
  .oneof(fc.array(fc.integer()), fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }))
  .filter((value) => !Object.hasOwn(value, '__proto__'));
const values = fc.constantFrom<fc.Arbitrary<unknown>>(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.string({ unit: 'grapheme' }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array(),
  json,
);

const table = fc
  .tuple(
    fc.uniqueArray(
      fc.string().filter((name) => name !== '__proto__'),
      { minLength: 1, maxLength: 4 },
    ),
    fc.nat({ max: 30 }),
  )
  .chain(([names, length]) =>
    fc.tuple(
      fc.constant(names),
      fc.tuple(
        ...names.map(() =>
          fc
            .tuple(values, fc.boolean())
            .chain(([value, hasGaps]) =>
              fc.array(hasGaps ? fc.option(value) : value, { minLength: length, maxLength: length }),
            ),
        ),
      ),
    ),
  );
const codec = fc.constantFrom<ParquetCodec>('snappy', 'uncompressed', 'gzip', 'brotli');

it('brings every table back, with any codec and any size of row groups', async () => {
  const filepath = await temporaryPath();
  await fc.assert(
    fc.asyncProperty(
      table,
      codec,
      fc.integer({ min: 1, max: 40 }),
      async ([names, columns], name, rowGroupSize) => {
        const data = Object.fromEntries(names.map((column, j) => [column, columns[j]!]));
        const dataset = new ParquetDataset({
          filepath,
          loadArgs: { as: 'columns' },
          saveArgs: { codec: name, rowGroupSize },
        });
        await dataset.save(data);
        const loaded = (await dataset.load()) as Record<string, ArrayLike<unknown>>;
        expect(Object.keys(loaded)).toEqual(Object.keys(data));
        for (const column of names) expect(Array.from(loaded[column]!)).toStrictEqual(data[column]);
      },
    ),
    { numRuns: 200 },
  );
});
