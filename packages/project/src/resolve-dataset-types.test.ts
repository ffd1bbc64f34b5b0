import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, makeProjectWith, write, type Files } from '../test/make-project.js';

const DATASET = `export class AnswerDataset {
  constructor(readonly config: { readonly answer?: number }) {}
  load() { return this.config.answer ?? 42; }
  save() {}
}`;

async function load(datasetTypes: string, catalog: string, files: Files = {}): Promise<unknown> {
  const cwd = await makeProject({
    'kedro.config.ts': `import { AnswerDataset } from './src/answer-dataset';
export default { datasetTypes: ${datasetTypes.includes('AnswerDataset,') ? datasetTypes : `(void AnswerDataset, ${datasetTypes})`} };`,
    'src/answer-dataset.ts': `${DATASET}\nexport default AnswerDataset;`,
    'conf/base/catalog.yml': catalog,
    ...files,
  });
  await using session = await createSession({ cwd });
  return session.context.catalog.load('it');
}

describe("dataset types of the project's own", () => {
  it.each([
    ['a class', '{ own: AnswerDataset, }'],
    [
      'a function that imports one',
      "{ own: () => import('./src/answer-dataset').then((m) => m.AnswerDataset) }",
    ],
    ['a module and an export', "{ own: './src/answer-dataset#AnswerDataset' }"],
    ["a module's default export", "{ own: './src/answer-dataset.js' }"],
    ['an export of a package', "{ own: 'some-datasets#AnswerDataset' }"],
  ])('can be %s', async (_what, datasetTypes) => {
    const files = {
      'node_modules/some-datasets/package.json': '{ "type": "module", "main": "index.js" }',
      'node_modules/some-datasets/index.js': DATASET.replace(
        'readonly config: { readonly answer?: number }',
        'config',
      ).replace(') {}', ') { this.config = config; }'),
    };
    expect(await load(datasetTypes, 'it: { type: own, answer: 7 }', files)).toBe(7);
  });

  it('come before those of other packages', async () => {
    expect(await load('{ "csv.CSVDataset": AnswerDataset, }', 'it: { type: csv.CSVDataset }')).toBe(42);
  });

  it('are not imported for a catalog that does not use them', async () => {
    const types = "{ own: AnswerDataset, other: () => { throw new Error('asked for'); } }";
    expect(await load(types, 'it: { type: own }\nother: { type: MemoryDataset }')).toBe(42);
  });

  it.each([
    [
      "{ own: './src/answer-dataset#AnserDataset' }",
      'does not export the class "AnserDataset" for "own" (it exports: AnswerDataset, default)',
    ],
    ["{ own: './src/nowhere#A' }", 'There is no module'],
    ['{ own: 5 }', '"own" has to be a class, an arrow function that imports one, or "module#Export"'],
    ['{ own: () => undefined }', '"own" has to be a class'],
    ['{ own: {} }', '"own" has to be a class'],
  ])('cannot be %s', async (datasetTypes, reason) => {
    await expect(load(datasetTypes, 'it: { type: own }')).rejects.toThrow(reason);
  });

  it('have near misses', async () => {
    await expect(load('{ "my.Answers": AnswerDataset, }', 'it: { type: my.Answer }')).rejects.toThrow(
      'the dataset type "my.Answer" is unknown. Did you mean "my.Answers"?',
    );
  });
});

describe('dataset types of @kedro-ts/datasets', () => {
  it('are there when the package is installed', async () => {
    const cwd = await makeProject({
      'kedro.config.json': '{}',
      'conf/base/catalog.yml': 'it: { type: pandas.CSVDataset, filepath: data/it.csv }',
      'data/it.csv': 'a,b\n1,x\n',
    });
    await using session = await createSession({ cwd });
    expect(await session.context.catalog.load('it')).toEqual([{ a: 1, b: 'x' }]);
  });

  it.each(['csv.CSVDataset', 'CSVDataset', 'pandas.CSVDataset', 'kedro_datasets.pandas.CSVDataset'])(
    'that are not installed are asked for when the catalog wants %s',
    async (type) => {
      const cwd = await makeProjectWith(['io'], {
        'kedro.config.json': '{}',
        'conf/base/catalog.yml': `it: { type: ${type}, filepath: it.csv }\nheld: { type: MemoryDataset }`,
      });
      await using session = await createSession({ cwd });
      await expect(session.context.catalog.load('it')).rejects.toThrow(
        `The dataset type "${type}" is none of the project's own. Those for files are in the package @kedro-ts/datasets, ` +
          `which is not installed in ${cwd}. Install it with: npm install @kedro-ts/datasets`,
      );
      session.context.catalog.set('held', 1);
      expect(await session.context.catalog.load('held')).toBe(1);
    },
  );

  it('that are not installed are not the only suggestion for a misspelt type', async () => {
    const cwd = await makeProjectWith([], { 'kedro.config.json': '{}' });
    await write(cwd, { 'conf/base/catalog.yml': 'it: { type: MemryDataset }' });
    await using session = await createSession({ cwd });
    await expect(session.context.catalog.load('it')).rejects.toThrow('Did you mean "MemoryDataset"');
  });
});
