import { tableFromArrays } from 'apache-arrow';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DataCatalog } from '../data-catalog.js';
import type { DataValidationError } from '../errors.js';

const validators = {
  zod: z.object({ name: z.string(), speed: z.number() }),
  valibot: v.object({ name: v.string(), speed: v.number() }),
  arktype: type({ name: 'string', speed: 'number' }),
};
const SPEEDS = ['90', '120', 'fast', '-1e3', 'slow'];
const toRows = (speeds: readonly unknown[]): unknown[] => speeds.map((speed) => ({ name: 'x', speed }));

/** The hint of the error with which this data is refused. */
async function hintOf(data: unknown, entry: object = {}, on = 'load'): Promise<string | undefined> {
  const validator = { schema: 'zod', each: 'row', on, ...entry };
  const catalog = DataCatalog.fromConfig({ cars: { type: 'MemoryDataset', validator } }, { validators });
  try {
    await catalog.save('cars', data);
    await catalog.load('cars');
  } catch (error) {
    const { hint, message } = error as DataValidationError;
    if (hint !== undefined) expect(message.endsWith(`\n${hint}`)).toBe(true);
    return hint;
  }
  throw new Error('nothing was refused');
}

describe('a column of numbers that is text because of one cell', () => {
  it.each(Object.keys(validators))('is explained, with the first such cell (%s)', async (schema) => {
    expect(await hintOf(toRows(SPEEDS), { schema })).toMatch(
      /^Every cell of "speed" is text, and row 2 has "fast".*types: \{ speed: number \}/,
    );
  });

  it('is explained in tables of every shape, cells without anything left aside', async () => {
    const names = SPEEDS.map(() => 'x');
    expect(await hintOf({ name: names, speed: SPEEDS })).toContain('row 2 has "fast"');
    expect(await hintOf(tableFromArrays({ name: names, speed: SPEEDS }))).toContain('row 2 has "fast"');
    expect(await hintOf(toRows([null, ...SPEEDS]))).toContain('row 3 has "fast"');
  });

  it.each([
    ['there are numbers beside it', toRows([90, '120', 'fast'])],
    ['no cell is a number', toRows(['fast', 'slow'])],
    ['all cells are numbers, so that it is text on purpose', toRows(['1', '2'])],
    ['the schema does not ask for numbers there', [{ name: 5, speed: 1 }]],
  ])('is not suspected where %s', async (_when, data) => {
    expect(await hintOf(data)).toBeUndefined();
  });

  it('is not suspected in what is to be saved', async () => {
    expect(await hintOf(toRows(SPEEDS), {}, 'save')).toBeUndefined();
  });
});
