import type { Table } from 'apache-arrow';
import { describe, expectTypeOf, it } from 'vitest';
import { CsvDataset, type CsvColumn, type CsvRow } from './csv/index.js';
import { ExcelDataset, type ExcelColumn, type ExcelRow } from './excel/index.js';
import { FileDataset, type FileOptions } from './index.js';
import { JsonDataset, JsonTableDataset } from './json/index.js';
import { ParquetDataset, type ParquetColumnValues } from './parquet/index.js';
import { PlotlyDataset, PlotlyJsonDataset, type PlotlyFigure } from './plotly/index.js';
import { StructuredCloneDataset } from './v8/index.js';
import { YamlDataset } from './yaml/index.js';

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

  it('are tables by sheet when several sheets are asked for', () => {
    expectTypeOf(new ExcelDataset({ filepath: 'a' }).load()).resolves.toEqualTypeOf<ExcelRow[]>();
    expectTypeOf(
      new ExcelDataset<Flight>({ filepath: 'a', loadArgs: { sheetName: 'b' } }).load(),
    ).resolves.toEqualTypeOf<Flight[]>();
    const all = new ExcelDataset({ filepath: 'a', loadArgs: { sheetName: null, as: 'columns' } });
    expectTypeOf(all.load()).resolves.toEqualTypeOf<
      Record<string, { readonly [name: string]: ExcelColumn }>
    >();
    const two = new ExcelDataset({ filepath: 'a', loadArgs: { sheetName: ['b', 0] } });
    expectTypeOf(two.load()).resolves.toEqualTypeOf<Record<string, ExcelRow[]>>();
  });

  it('are values, rows and figures where the format says so', () => {
    expectTypeOf(new YamlDataset<Flight>({ filepath: 'a' }).load()).resolves.toEqualTypeOf<Flight>();
    expectTypeOf(
      new StructuredCloneDataset<Map<string, Flight>>({ filepath: 'a' }).load(),
    ).resolves.toEqualTypeOf<Map<string, Flight>>();
    expectTypeOf(new JsonTableDataset<Flight>({ filepath: 'a' }).load()).resolves.toEqualTypeOf<Flight[]>();
    expectTypeOf(new PlotlyJsonDataset({ filepath: 'a' }).load()).resolves.toEqualTypeOf<PlotlyFigure>();
    const plot = new PlotlyDataset({ filepath: 'a', plotlyArgs: { type: 'bar' } });
    expectTypeOf(plot.load()).resolves.toEqualTypeOf<PlotlyFigure>();
    expectTypeOf<readonly Flight[]>().toExtend<Parameters<(typeof plot)['save']>[0]>();
    // @ts-expect-error -- there is no such chart here
    new PlotlyDataset({ filepath: 'a', plotlyArgs: { type: 'violin' } });
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

describe('a dataset of your own', () => {
  it('passes on what every file has', () => {
    class LineDataset extends FileDataset<string[]> {
      constructor(options: FileOptions) {
        super(options);
      }
      protected override async read(_path: string): Promise<string[]> {
        return [];
      }
      protected override async write(_data: string[], _path: string): Promise<void> {}
    }
    expectTypeOf(new LineDataset({ filepath: 'a', version: { load: 'v1' } }).load()).resolves.toEqualTypeOf<
      string[]
    >();
    expectTypeOf(LineDataset.supportsVersions).toBeBoolean();
  });
});
