import { expectTypeOf, test } from 'vitest';
import {
  DataCatalog,
  datasetTypes,
  isDataset,
  MemoryDataset,
  type Catalog,
  type Dataset,
  type DatasetClass,
  type MaybePromise,
} from './index.js';

interface Row {
  readonly id: number;
}

interface CsvOptions {
  readonly filepath: string;
  readonly loadArgs?: { readonly delimiter?: string };
}

class CsvDataset implements Dataset<Row[], Iterable<Row>> {
  constructor(readonly options: CsvOptions) {}
  async load(): Promise<Row[]> {
    return [];
  }
  async save(_rows: Iterable<Row>): Promise<void> {}
}

test('a class of any data and any options is a dataset class', () => {
  expectTypeOf(CsvDataset).toExtend<DatasetClass>();
  expectTypeOf(MemoryDataset).toExtend<DatasetClass>();
  datasetTypes({ CsvDataset: () => CsvDataset, Lazy: async () => CsvDataset });
  // @ts-expect-error a class without load and save is none
  datasetTypes({ Row: () => class {} });
});

test('a dataset of any data can be put into a catalog', () => {
  const catalog: Catalog = new DataCatalog({ rows: new CsvDataset({ filepath: 'a.csv' }), number: 5 });
  catalog.set('rows', new MemoryDataset<Row[]>());
  expectTypeOf(new CsvDataset({ filepath: 'a.csv' })).toExtend<Dataset>();
  expectTypeOf(catalog.load('rows')).toEqualTypeOf<MaybePromise<unknown>>();
  expectTypeOf(catalog.get('rows')).toEqualTypeOf<Promise<Dataset | undefined>>();
});

test('what is loaded and what is saved may differ, and each is checked', () => {
  expectTypeOf<Dataset<Row[]>['load']>().returns.toEqualTypeOf<MaybePromise<Row[]>>();
  expectTypeOf<Dataset<Row[]>['save']>().parameter(0).toEqualTypeOf<Row[]>();
  expectTypeOf<CsvDataset['save']>().parameter(0).toEqualTypeOf<Iterable<Row>>();
  // @ts-expect-error it gives rows, not numbers
  const numbers: Dataset<number[]> = new CsvDataset({ filepath: 'a.csv' });
  void numbers;
  // @ts-expect-error the options are those of the class
  new CsvDataset({ path: 'a.csv' });
});

test('a dataset in memory knows the type of its value', () => {
  expectTypeOf(new MemoryDataset({ data: [{ id: 1 }] }).load()).toEqualTypeOf<{ id: number }[]>();
  // @ts-expect-error there is no such mode
  new MemoryDataset({ copyMode: 'clone' });
});

test('isDataset narrows', () => {
  const value: unknown = 5;
  if (isDataset(value)) expectTypeOf(value).toEqualTypeOf<Dataset>();
});
