import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CONFIGURED, kedro, type Outcome } from './kedro.js';

const config = (...args: readonly string[]): Promise<Outcome> =>
  kedro(['config', ...args], { cwd: CONFIGURED });
/** A project of these files, gone when the test is over. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kedro-cli-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
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

  it('leaves out keys that hold nothing', async () => {
    const cwd = await project({ 'kedro.config.json': '{}', 'conf/base/parameters.yml': 'a: 1' });
    expect((await kedro(['config', 'show'], { cwd })).stdout).toBe('parameters:\n  a: 1\n');
  });

  it('fails when the configuration is not there', async () => {
    const { exitCode, stdout, stderr } = await config('show', '--conf-source', 'nowhere');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(
      `error: The configuration at ${join(CONFIGURED, 'nowhere')} cannot be read: there is no such folder. Create it, or correct the path.\n`,
    );
    const run = await kedro(['run', '--conf-source', 'nowhere'], { cwd: CONFIGURED });
    expect(run).toMatchObject({ exitCode: 1, stderr });
  });

  it('names files so that they can be opened from the folder in which one is', async () => {
    const cwd = await project({
      'kedro.config.json': '{}',
      'conf/base/parameters.yml': 'a: b: c',
      'src/x.txt': '',
    });
    const { stderr } = await kedro(['config', 'show', 'parameters'], { cwd: join(cwd, 'src') });
    expect(stderr).toContain(
      'error: ../conf/base/parameters.yml:1:5: the file cannot be parsed: a value cannot',
    );
  });

  it('shows parameters as nodes get them, or as they are written', async () => {
    const cwd = await project({
      'kedro.config.mjs': `const validate = (value) =>
  value.depth > 0 ? { value: { ...value, width: 8 } } : { issues: [{ path: ['depth'], message: 'is too small' }] };
export default { parametersSchema: { '~standard': { version: 1, vendor: 'test', validate } } };`,
      'conf/base/parameters.yml': 'depth: 3',
    });
    const show = (...args: readonly string[]) => kedro(['config', 'show', ...args], { cwd });
    expect((await show('parameters')).stdout).toBe('depth: 3\nwidth: 8\n');
    expect((await show('parameters', '--raw')).stdout).toBe('depth: 3\n');
    expect((await show()).stdout).toBe('parameters:\n  depth: 3\n  width: 8\n');
    expect(await show('parameters', '--params', 'depth=0')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('\n  depth: is too small (--params)\n') as string,
    });
    expect((await show('parameters', '--raw', '--params', 'depth=0')).stdout).toBe('depth: 0\n');
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

  it('marks each place that a mapping is made of', async () => {
    const cwd = await project({
      'kedro.config.json': '{ "configLoader": { "mergeStrategy": { "parameters": "soft" } } }',
      'conf/base/parameters.yml': 'model: { depth: 3, width: 8 }',
      'conf/local/parameters.yml': 'model: { depth: 4 }',
    });
    const { stdout } = await kedro(['config', 'explain', 'parameters.model', '--params', 'model.depth=5'], {
      cwd,
    });
    expect(stdout.split('\n').filter((line) => / (conf\/|--params)/.test(line))).toEqual([
      expect.stringMatching(/^> {2}conf\/base/),
      expect.stringMatching(/^ {3}conf\/local/),
      expect.stringMatching(/^> {2}--params/),
    ]);
  });

  it('says where interpolations take their parts from, without secrets', async () => {
    const cwd = await project({
      'kedro.config.json': '{}',
      'conf/base/globals.yml': 'root: data\npart: hunt\nsizes: { a: 1, b: 2 }',
      'conf/local/globals.yml': 'root: s3://me:pass@flights',
      'conf/base/catalog.yml':
        'flights: { filepath: "${globals:root}/${runtime_params:who}/${globals:sizes.a}.csv", sizes: "${globals:sizes}" }',
      'conf/base/credentials.yml': 'db: { password: "${globals:part}er2" }',
    });
    const explain = async (path: string) =>
      (await kedro(['config', 'explain', path, '--params', 'who=me'], { cwd })).stdout;
    expect(await explain('catalog.flights.filepath')).toBe(
      [
        'catalog.flights.filepath',
        '',
        '>  conf/base/catalog.yml:1  base  ${globals:root}/${runtime_params:who}/${globals:sizes.a}.csv',
        '',
        '   globals.root        conf/local/globals.yml:1  s3://me:***@flights',
        '   runtime_params.who  --params                  me',
        '   globals.sizes.a     conf/base/globals.yml:3   1',
        '',
        '=  s3://me:***@flights/me/1.csv\n',
      ].join('\n'),
    );
    expect(await explain('catalog.flights.sizes')).toContain('\n   globals.sizes  conf/base/globals.yml:3\n');
    const password = await explain('credentials.db.password');
    expect(password).toMatch(/\n {3}globals\.part {2}conf\/base\/globals\.yml:2 {2}'?\*\*\*'?\n/);
    expect(password).not.toContain('hunt');
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
