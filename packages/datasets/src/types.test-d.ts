import type { Table } from 'apache-arrow';
import { describe, expectTypeOf, it } from 'vitest';
import { CsvDataset, type CsvColumn, type CsvRow } from './csv/index.js';
import { JsonDataset } from './json/index.js';
import { ParquetDataset, type ParquetColumnValues } from './parquet/index.js';

interface Flight {
  readonly delay: number;
  readonly origin: string;
}

describe('the types of what is loaded', () => {
  it('are what the user says', () => {
    expectTypeOf(new JsonDataset<Flight>({ filepath: 'a' }).load()).resolves.toEqualTypeOf<Flight>();
    expectTypeOf(new CsvDataset<Flight>({ filepath: 'a' }).load()).resolves.toEqualTypeOf<Flight[]>();
    expectTypeOf(new ParquetDataset<Flight>({ filepath: 'a' }).load()).resolves.toEqualTypeOf<Flight[]>();
  });

  it('are rows of values when nothing is said', () => {
    expectTypeOf(new CsvDataset({ filepath: 'a' }).load()).resolves.toEqualTypeOf<CsvRow[]>();
    expectTypeOf(new JsonDataset({ filepath: 'a' }).load()).resolves.toBeUnknown();
  });

  it('follow the shape in load_args', () => {
    const csv = new CsvDataset({ filepath: 'a', loadArgs: { as: 'columns' } });
    expectTypeOf(csv.load()).resolves.toEqualTypeOf<{ readonly [name: string]: CsvColumn }>();
    const columns = new ParquetDataset<Flight, 'columns'>({ filepath: 'a', loadArgs: { as: 'columns' } });
    expectTypeOf(columns.load()).resolves.toEqualTypeOf<{
      readonly delay: ParquetColumnValues;
      readonly origin: ParquetColumnValues;
    }>();
    const arrow = new ParquetDataset({ filepath: 'a', loadArgs: { as: 'arrow' } });
    expectTypeOf(arrow.load()).resolves.toEqualTypeOf<Table>();
  });

  it('refuse a shape that is not the one promised', () => {
    // @ts-expect-error -- rows are promised, columns would be loaded
    new CsvDataset<Flight>({ filepath: 'a', loadArgs: { as: 'columns' } });
  });

  it('refuse to save rows of another kind', () => {
    type Saved = Parameters<CsvDataset<Flight>['save']>[0];
    expectTypeOf<readonly Flight[]>().toExtend<Saved>();
    expectTypeOf<readonly { delay: string }[]>().not.toExtend<Saved>();
  });
});
