import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FileDataset } from '@kedro-ts/datasets';
import type { RawTable } from '../tables.js';

/** What a catalog entry of type `VegaDataset` says. */
export interface VegaDatasetOptions {
  /** The name of a file in the folder `data` of the package vega-datasets. */
  readonly name: string;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/**
 * A data file of the npm package vega-datasets, wherever npm has put that.
 *
 * Tables (CSV, Parquet, JSON arrays of rows) are loaded as columns; other JSON comes as it is.
 */
export class VegaDataset extends FileDataset<unknown, never> {
  constructor({ name, metadata }: VegaDatasetOptions) {
    if (typeof name !== 'string' || !/^[\w-]+\.(csv|json|parquet)$/.test(name)) {
      throw new TypeError('name must be that of a CSV, JSON or Parquet file, such as flights-20k.json');
    }
    super({ filepath: join(dataFolder(), name), metadata });
  }

  protected override read(filepath: string): Promise<unknown> {
    if (filepath.endsWith('.csv')) return readCsv(filepath);
    return filepath.endsWith('.parquet') ? readParquet(filepath) : readJson(filepath);
  }

  protected override async write(): Promise<never> {
    throw new Error('the files of vega-datasets are not for writing; save to a file under data/');
  }
}

/** The package exports nothing but its main module; its data lie beside the folder of that. */
function dataFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
}

// The library of a format is imported by the first dataset that needs it.

async function readCsv(filepath: string): Promise<RawTable> {
  const { CsvDataset } = await import('@kedro-ts/datasets/csv');
  return new CsvDataset({ filepath, loadArgs: { as: 'columns' } }).load();
}

async function readParquet(filepath: string): Promise<RawTable> {
  const { ParquetDataset } = await import('@kedro-ts/datasets/parquet');
  return new ParquetDataset({ filepath, loadArgs: { as: 'columns' } }).load();
}

async function readJson(filepath: string): Promise<unknown> {
  const { JsonDataset } = await import('@kedro-ts/datasets/json');
  const data = await new JsonDataset({ filepath }).load();
  return Array.isArray(data) ? toColumns(data as Readonly<Record<string, unknown>>[]) : data;
}

function toColumns(rows: readonly Readonly<Record<string, unknown>>[]): RawTable {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}
