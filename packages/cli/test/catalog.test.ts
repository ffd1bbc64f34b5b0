import { describe, expect, it } from 'vitest';
import { CONFIGURED, FIXTURE, kedro } from './kedro.js';

const cwd = CONFIGURED;

describe('kedro catalog describe-datasets', () => {
  it('shows where the datasets of each pipeline come from, by type', async () => {
    const { exitCode, stdout, stderr } = await kedro(['catalog', 'describe-datasets'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`__default__
  entries of the catalog
    pandas.CSVDataset       companies
    pandas.CSVDataset       flights
    pandas.SQLTableDataset  warehouse
    text.TextDataset        leaky
  made by patterns
    pandas.ParquetDataset   raw_cars#parquet  {layer}_{name}#parquet
    pandas.ParquetDataset   report#parquet    {name}#parquet
  registered by code
    Registered              registered
  in memory
    kedro.io.MemoryDataset  depth
    kedro.io.MemoryDataset  joined

load
  entries of the catalog
    pandas.CSVDataset       companies
    pandas.CSVDataset       flights
    pandas.SQLTableDataset  warehouse
  made by patterns
    pandas.ParquetDataset   raw_cars#parquet  {layer}_{name}#parquet
  registered by code
    Registered              registered
  in memory
    kedro.io.MemoryDataset  joined

quiet
  in memory
    kedro.io.MemoryDataset  depth

report
  entries of the catalog
    text.TextDataset        leaky
  made by patterns
    pandas.ParquetDataset   report#parquet  {name}#parquet
  in memory
    kedro.io.MemoryDataset  joined
`);
  });

  it('shows the pipelines that are named, and suggests names', async () => {
    const { stdout } = await kedro(['catalog', 'describe-datasets', '-p', 'report,load'], { cwd });
    expect(stdout.match(/^\S+$/gm)).toEqual(['report', 'load']);
    const { exitCode, stderr } = await kedro(['catalog', 'describe-datasets', '-p', 'reprt'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean "report"?');
  });

  it('needs no catalog', async () => {
    const { exitCode, stdout } = await kedro(['catalog', 'describe-datasets', '-p', 'good'], {
      cwd: FIXTURE,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toBe('good\n  in memory\n    kedro.io.MemoryDataset  good_size\n');
  });
});

describe('kedro catalog list-patterns', () => {
  it('lists them as they are tried, with the one that fits everything last', async () => {
    const { exitCode, stdout } = await kedro(['catalog', 'list-patterns'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      '{layer}_{name}#parquet  pandas.ParquetDataset\n' +
        '{name}#parquet          pandas.ParquetDataset\n' +
        '{default}               in memory\n',
    );
  });

  it('paints on demand', async () => {
    const { stdout } = await kedro(['catalog', 'list-patterns'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('{default}               \u001b[2min memory\u001b[22m\n');
  });
});

describe('kedro catalog resolve-patterns', () => {
  it('writes YAML with the names of credentials, and no secret', async () => {
    const { exitCode, stdout, stderr } = await kedro(['catalog', 'resolve-patterns'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`companies:
  type: pandas.CSVDataset
  load_args:
    sep: ;
  filepath: data/01_raw/companies.csv
depth:
  type: kedro.io.MemoryDataset
flights:
  type: pandas.CSVDataset
  filepath: data/local/flights.csv
  load_args:
    sep: ','
joined:
  type: kedro.io.MemoryDataset
leaky:
  type: text.TextDataset
  filepath: data/***/x.txt
  credentials:
    key: '***'
raw_cars#parquet:
  type: pandas.ParquetDataset
  filepath: data/raw/cars.parquet
  credentials: warehouse
registered:
  type: Registered
report#parquet:
  type: pandas.ParquetDataset
  filepath: data/report.parquet
warehouse:
  type: pandas.SQLTableDataset
  table_name: cars
  credentials: warehouse
  url: postgres://me:***@db.example.org/cars
`);
  });

  it('takes pipelines, and parameters of a run', async () => {
    const args = ['catalog', 'resolve-patterns', '--pipeline', 'load', '--params', 'table=planes'];
    const { stdout } = await kedro(args, { cwd });
    expect(stdout).toContain('table_name: planes\n');
    expect(stdout).not.toContain('report#parquet');
  });
});
