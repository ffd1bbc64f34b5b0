import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { createSession } from '../../test/built.js';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, onePipeline } from '../../test/make-project.js';
import { lastJson, runScript } from '../../test/run-script.js';
import { isAlive, thisProcess } from './process-identity.js';

const PROJECT = { ...EMPTY_CONFIG, 'src/pipelines/a.ts': onePipeline('a') };

describe('the journal of a run', () => {
  it('has on disk, when a node is called, that it has started, and all that was before', async () => {
    const folder = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': `import { readFileSync, readdirSync } from 'node:fs';
import { node, pipeline } from '@kedro-ts/pipeline';
const runs = new URL('../../.kedro/runs/', import.meta.url);
const look = () => readFileSync(new URL(readdirSync(runs)[0] + '/events.jsonl', runs), 'utf8').trimEnd().split('\\n')
  .map((line) => JSON.parse(line)).map(({ type, node }) => node ? type + ' ' + node : type);
export const createPipeline = () => pipeline([
  node(() => 1, null, 'x', { name: 'one' }), node((x) => look(), 'x', 'seen', { name: 'two' }),
]);`,
    });
    await using session = await createSession({ cwd: folder });
    const { outputs } = await session.run();
    const seen = (await outputs['seen']!.load()) as string[];
    expect(seen[0]).toMatch(/^run-requested/);
    expect(seen[1]).toBe('run-started');
    expect(seen.filter((line) => line.startsWith('node-') && !line.startsWith('node-evidence'))).toEqual([
      ...['node-started one', 'node-finished one', 'node-started two'],
    ]);
  });

  it('that cannot be written is warned of once, and does not make the run fail', async () => {
    const folder = await makeProject(PROJECT);
    await using session = await createSession({ cwd: folder });
    await mkdir(join(folder, '.kedro'), { recursive: true });
    await writeFile(join(folder, '.kedro/runs'), 'not a folder');
    const warned = once(process, 'warning') as Promise<[Error & { code?: string }]>;
    await session.run();
    expect((await warned)[0]).toMatchObject({ code: 'KEDRO_JOURNAL' });
  });

  it('that nobody may write is not spoken of', async () => {
    const folder = await makeProject(PROJECT);
    const printed = await runScript(
      folder,
      `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
fs.openSync = () => { throw Object.assign(new Error('no'), { code: 'EROFS' }); };
syncBuiltinESMExports();
const warnings = [];
process.on('warning', ({ code }) => warnings.push(code));
await session.run();
await new Promise(setImmediate);
console.log(JSON.stringify(warnings));`,
    );
    expect(lastJson(printed)).toEqual([]);
  });

  it('of a run id that is no name of a file is kept all the same, inside its folder', async () => {
    const folder = await makeProject(PROJECT);
    await using session = await createSession({ cwd: folder, runId: '../up/*?' });
    await session.run();
    const file = join(folder, '.kedro/runs/%2E%2E%2Fup%2F%2A%3F/events.jsonl');
    expect(await readFile(file, 'utf8')).toContain('"run-finished"');
  });

  it('of a run that was refused before it began says that it failed', async () => {
    const folder = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': onePipeline('a').replace("null, 'a_out'", "'nowhere', 'a_out'"),
    });
    await using session = await createSession({ cwd: folder, runId: 'refused' });
    await expect(session.run()).rejects.toMatchObject({ code: 'KEDRO_MISSING_INPUTS' });
    expect(await readFile(join(folder, '.kedro/runs/refused/events.jsonl'), 'utf8')).toContain(
      '"run-failed"',
    );
  });
});

it('a process is known to live, and one of the same number that was started at another time is not', () => {
  const self = thisProcess();
  expect(isAlive(self)).toBe(true);
  expect(isAlive({ ...self, host: 'elsewhere' })).toBeUndefined();
  expect(isAlive({ ...self, pid: 2 ** 22 + 1 })).toBe(false);
  if (self.start !== undefined) expect(isAlive({ ...self, start: '1' })).toBe(false);
});
