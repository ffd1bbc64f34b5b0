import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, type Files } from '../test/make-project.js';

/** Two nodes that save numbers, and one that adds what is loaded of them. */
const PROJECT: Files = {
  'kedro.config.ts': `import { NumberDataset } from './src/number-dataset';
export default { datasetTypes: { number: NumberDataset } };`,
  'src/number-dataset.ts': `import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VersionedPath, type Version } from '@kedro-ts/io';
export class NumberDataset {
  static readonly supportsVersions = true;
  readonly path: VersionedPath;
  constructor({ filepath, version }: { filepath: string; version: Version }) {
    this.path = new VersionedPath(filepath, version);
  }
  async load() { return Number(await readFile(await this.path.loadPath(), 'utf8')); }
  async save(value: number) { await this.path.save((path) => writeFile(path, String(value))); }
  exists() { return this.path.exists(); }
  release() { this.path.release(); }
}`,
  'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node((a) => a, 'params:a', 'left', { name: 'left' }),
  node((b) => b, 'params:b', 'right', { name: 'right' }),
  node((a, b) => a + b, ['left', 'right'], 'sum', { name: 'add' }),
]);`,
  'conf/base/parameters.yml': 'a: 1\nb: 2',
  'conf/base/catalog.yml': `'{name}': { type: number, filepath: 'data/{name}.txt', versioned: true }
right: { type: number, filepath: data/right.txt, versioned: true }`,
};

const versionsOf = async (cwd: string, name: string): Promise<string[]> =>
  (await readdir(join(cwd, 'data', `${name}.txt`))).sort();

describe('versions of a run', () => {
  it.each(['sequential', 'parallel'])('are the same for all datasets (%s)', async (runner) => {
    const cwd = await makeProject(PROJECT);
    await using session = await createSession({ cwd });
    const { outputs } = await session.run({ runner });
    expect(await outputs['sum']!.load()).toBe(3);
    const [version, ...others] = await versionsOf(cwd, 'left');
    expect(version).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);
    expect(others).toEqual([]);
    expect(await versionsOf(cwd, 'right')).toEqual([version]);
    expect(await versionsOf(cwd, 'sum')).toEqual([version]);
  });

  it.each(['sequential', 'parallel'])('are new for each run of a session (%s)', async (runner) => {
    const cwd = await makeProject(PROJECT);
    await using session = await createSession({ cwd });
    for (let i = 0; i < 3; i++) await session.run({ runner });
    const versions = await versionsOf(cwd, 'sum');
    expect(new Set(versions).size).toBe(3);
    expect(await versionsOf(cwd, 'left')).toEqual(versions);
    expect(await versionsOf(cwd, 'right')).toEqual(versions);
  });

  it('are what was asked for, which is never overwritten', async () => {
    const cwd = await makeProject(PROJECT);
    await using session = await createSession({ cwd, saveVersion: 'v1' });
    await session.run();
    expect(await versionsOf(cwd, 'sum')).toEqual(['v1']);
    await expect(session.run()).rejects.toThrow('versions are never overwritten');
  });

  it.each(['sequential', 'parallel'])('to load may be older ones (%s)', async (runner) => {
    const cwd = await makeProject(PROJECT);
    await using first = await createSession({ cwd, saveVersion: '1' });
    await first.run();
    await using second = await createSession({ cwd, saveVersion: '2', runtimeParams: { a: 10, b: 20 } });
    await second.run();
    const add = async (loadVersions: Record<string, string>): Promise<unknown> => {
      await using session = await createSession({ cwd, loadVersions });
      return await (await session.run({ nodeNames: ['add'], runner })).outputs['sum']!.load();
    };
    expect(await add({})).toBe(30);
    expect(await add({ right: '1' })).toBe(12);
  });

  it('to load have to be of datasets that there are', async () => {
    const cwd = await makeProject(PROJECT);
    await expect(createSession({ cwd, loadVersions: { rigt: 'v1' } })).rejects.toMatchObject({
      code: 'KEDRO_LOAD_VERSIONS_UNKNOWN',
      message: expect.stringContaining('Did you mean "right"?') as string,
    });
  });
});
