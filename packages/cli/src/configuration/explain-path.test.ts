import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigLoader } from '@kedro-ts/config';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainPath } from './explain-path.js';

async function loaderOf(files: Readonly<Record<string, string>>): Promise<ConfigLoader> {
  const confSource = await mkdtemp(join(tmpdir(), 'kedro-cli-'));
  onTestFinished(() => rm(confSource, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(confSource, path)), { recursive: true });
    await writeFile(join(confSource, path), content);
  }
  return new ConfigLoader({ confSource });
}

describe('a path of a dataset that patterns make', () => {
  const catalog = `'{space}.{name}':
  type: csv
  filepath: data/{space}/{name}.csv
  load_args: { columns: ['{name}_id', size] }
'{anything}':
  type: text
  filepath: data/{anything}.txt
ns.written:
  type: json
`;
  const explain = async (path: string) =>
    explainPath(await loaderOf({ 'base/catalog.yml': catalog }), `catalog.${path}`);

  it.each([
    ['ns.cars.filepath', 'ns.cars', '{space}.{name}', 'data/ns/cars.csv', 3],
    ['ns.cars.load_args.columns.0', 'ns.cars', '{space}.{name}', 'cars_id', 4],
    ['cars.type', 'cars', '{anything}', 'text', 6],
    ['cars', 'cars', '{anything}', { type: 'text', filepath: 'data/cars.txt' }, 5],
    [
      'ns.cars',
      'ns.cars',
      '{space}.{name}',
      { type: 'csv', filepath: 'data/ns/cars.csv', load_args: { columns: ['cars_id', 'size'] } },
      1,
    ],
  ])('%s is of the dataset %s', async (path, dataset, name, value, line) => {
    const explained = await explain(path);
    expect(explained).toMatchObject({ pattern: { dataset, name }, value });
    expect(explained.layers).toMatchObject([{ origin: { file: 'base/catalog.yml', line } }]);
  });

  it('does not hide what is misspelt in an entry', async () => {
    expect(await explain('ns.written.type')).toMatchObject({ value: 'json', pattern: undefined });
    const withoutCatchAll = { 'base/catalog.yml': "'{a}_x': { type: csv }\ncars: { filepath: x }" };
    await expect(explainPath(await loaderOf(withoutCatchAll), 'catalog.cars.filepth')).rejects.toThrow(
      'there is no "filepth" in catalog.cars. Did you mean "catalog.cars.filepath"?',
    );
  });
});

describe('explainPath', () => {
  it('needs a loader that can', async () => {
    const own = { get: async () => ({ a: 1 }) };
    await expect(explainPath(own, 'parameters.a')).rejects.toThrow(
      'the config loader of the project has no explain()',
    );
  });

  it('knows keys of the project, also those with dots', async () => {
    const confSource = (await loaderOf({ 'base/spark.yml': 'a: 1', 'base/parameters.yml': 'x: 1' }))
      .confSource;
    const loader = new ConfigLoader({ confSource, configPatterns: { 'spark.conf': ['spark*'] } });
    expect(await explainPath(loader, 'spark.conf.a')).toMatchObject({
      key: 'spark.conf',
      path: 'a',
      value: 1,
    });
  });
});
