import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIGURED, kedro, type Outcome } from './kedro.js';

const config = (...args: readonly string[]): Promise<Outcome> =>
  kedro(['config', ...args], { cwd: CONFIGURED });
const SECRETS = /tr0ub4dor|hunter22|inline-secret|"loader"|: loader/;

describe('kedro config show', () => {
  it('writes out a key as it is used', async () => {
    const { exitCode, stdout, stderr } = await config('show', 'parameters', '--params', 'model.depth=4');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe("model:\n  depth: 4\n  layers:\n    - 1\n    - 2\nseed: 10\nanswer: 'yes'\n");
  });

  it('writes out everything without a key, and no secret', async () => {
    const { exitCode, stdout } = await config('show', '--format', 'json');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(SECRETS);
    const shown = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    expect(Object.keys(shown).sort()).toEqual(['catalog', 'credentials', 'globals', 'parameters']);
    expect(shown['credentials']).toEqual({ warehouse: { user: '***', password: '***', con: '***' } });
    expect(shown['catalog']).toMatchObject({
      companies: { filepath: 'data/01_raw/companies.csv' },
      flights: { filepath: 'data/local/flights.csv' },
      warehouse: { credentials: 'warehouse', url: 'postgres://me:***@db.example.org/cars' },
      leaky: { filepath: 'data/***/x.txt', credentials: { key: '***' } },
    });
  });

  it('reads another environment, and other places', async () => {
    const { stdout } = await config('show', 'catalog', '-e', 'base', '--conf-source', 'conf');
    expect(stdout).toContain('filepath: data/01_raw/flights.csv\n');
    const folder = await mkdtemp(join(tmpdir(), 'kedro-cli-'));
    try {
      await cp(join(CONFIGURED, 'conf', 'base'), join(folder, 'base'), { recursive: true });
      const other = await config('show', 'globals', '--conf-source', folder);
      expect(other.stdout).toBe('folder: data/01_raw\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('suggests the name of a key', async () => {
    const { exitCode, stdout, stderr } = await config('show', 'paramters');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('Did you mean "parameters"?');
  });
});

describe('kedro config explain', () => {
  it('shows all layers, lowest first, marks the one that wins, and says what it comes to', async () => {
    const { exitCode, stdout, stderr } = await config('explain', 'catalog.flights.filepath');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      [
        'catalog.flights.filepath',
        '',
        '   conf/base/catalog.yml:12  base   ${globals:folder}/flights.csv',
        '>  conf/local/catalog.yml:3  local  data/local/flights.csv',
        '',
        '=  data/local/flights.csv\n',
      ].join('\n'),
    );
  });

  it('shows parameters of a run', async () => {
    const { stdout } = await config('explain', 'parameters.seed', '--params', 'seed=7');
    expect(stdout).toBe(
      [
        'parameters.seed',
        '',
        '   conf/base/parameters.yml:4  base  10',
        '>  --params                          7',
        '',
        '=  7\n',
      ].join('\n'),
    );
  });

  it('shows mappings as blocks', async () => {
    const { stdout } = await config('explain', 'catalog.companies');
    expect(stdout).toBe(
      [
        'catalog.companies',
        '',
        '>  conf/base/catalog.yml:6  base',
        '       type: pandas.CSVDataset',
        '       load_args:',
        '         sep: ;',
        '       filepath: ${globals:folder}/companies.csv',
        '',
        '=',
        '   type: pandas.CSVDataset',
        '   load_args:',
        '     sep: ;',
        '   filepath: data/01_raw/companies.csv\n',
      ].join('\n'),
    );
  });

  it('says which pattern makes a dataset that has no entry', async () => {
    const { stdout } = await config('explain', 'catalog.raw_cars#parquet.filepath');
    expect(stdout).toBe(
      [
        'catalog.raw_cars#parquet.filepath',
        '"raw_cars#parquet" has no entry; the pattern {layer}_{name}#parquet makes it.',
        '',
        '>  conf/base/catalog.yml:28  base  data/{layer}/{name}.parquet',
        '',
        '=  data/raw/cars.parquet\n',
      ].join('\n'),
    );
  });

  it.each([
    ['credentials.warehouse.password'],
    ['credentials.warehouse'],
    ['catalog.warehouse.url'],
    ['catalog.leaky'],
    ['catalog.leaky.filepath'],
    ['catalog.leaky.credentials'],
    ['catalog.leaky.credentials.key'],
    ['catalog.raw_cars#parquet'],
  ])('has no secrets in %s', async (path) => {
    const { exitCode, stdout } = await config('explain', path);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(SECRETS);
    expect(stdout).toMatch(/\*\*\*|credentials: warehouse/);
  });

  it.each([
    ['catalog.flihgts.filepath', 'Did you mean "catalog.flights.filepath"?'],
    ['catalog.flights.filpath', 'Did you mean "catalog.flights.filepath"?'],
    ['catlog.flights', 'Did you mean "catalog"?'],
    ['catalog', 'kedro config show catalog'],
  ])('cannot explain %s', async (path, reason) => {
    const { exitCode, stdout, stderr } = await config('explain', path);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`Cannot explain "${path}"`);
    expect(stderr).toContain(reason);
  });

  it('paints the one that wins on demand', async () => {
    const args = ['config', 'explain', 'catalog.flights.filepath'];
    const { stdout } = await kedro(args, { cwd: CONFIGURED, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[32m>\u001b[39m  \u001b[1mconf/local/catalog.yml:3\u001b[22m');
  });
});
