import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisProcess } from './process-identity.js';
import { readRun } from './read-run.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedro-journal-'));
  file = join(folder, 'events.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const HEADER = {
  type: 'run-requested',
  journal: 1,
  runId: 'r',
  time: 1000,
  process: thisProcess(),
  request: {},
};
const error = { name: 'Error', message: 'no' };

async function write(...lines: readonly object[]): Promise<void> {
  await writeFile(file, [HEADER, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

describe('a run as its journal tells it', () => {
  it('says how its nodes stand, and how often they were tried', async () => {
    await write(
      { type: 'run-started', time: 1100, nodes: ['a', 'b', 'c', 'd', 'e'], skipped: ['z'] },
      { type: 'node-started', time: 1100, node: 'a' },
      { type: 'node-retried', time: 1200, node: 'a', attempt: 1, error },
      { type: 'node-started', time: 1300, node: 'a', attempt: 2 },
      { type: 'node-finished', time: 1400, node: 'a', durationMs: 100 },
      { type: 'node-skipped', time: 1400, node: 'e', plugin: 'p', reason: 'no need' },
      { type: 'node-started', time: 1400, node: 'b' },
      { type: 'node-started', time: 1400, node: 'c' },
      { type: 'node-failed', time: 1500, node: 'b', durationMs: 100, error },
      { type: 'something-new', time: 1500, of: 'a later version' },
      { type: 'run-failed', time: 1600, cancelled: false, error },
      { type: 'node-evidence', time: 99_000, node: 'a' },
    );
    expect(await readRun(file)).toMatchObject({
      ...{ status: 'failed', durationMs: 600, done: 1, total: 4, error },
      nodes: [
        { name: 'a', status: 'finished', durationMs: 100, attempts: 2 },
        { name: 'b', status: 'failed', error },
        { name: 'c', status: 'stopped' },
        { name: 'd', status: 'waiting' },
        { name: 'e', status: 'skipped' },
        { name: 'z', status: 'skipped' },
      ],
    });
  });

  it('is running as long as its process lives, and was killed when that is gone without a word', async () => {
    await write({ type: 'run-started', time: 1100, nodes: ['a'] });
    expect(await readRun(file)).toMatchObject({ status: 'running' });
    await writeFile(
      file,
      `${JSON.stringify({ ...HEADER, process: { ...HEADER.process, pid: 2 ** 22 + 1 } })}\n`,
    );
    expect(await readRun(file)).toMatchObject({ status: 'killed' });
  });

  it('is not there while its first line is not whole, and not understood in a later format', async () => {
    await writeFile(file, JSON.stringify(HEADER).slice(0, 40));
    expect(await readRun(file)).toBeUndefined();
    await writeFile(file, `${JSON.stringify({ ...HEADER, journal: 99 })}\n`);
    await expect(readRun(file)).rejects.toMatchObject({ code: 'KEDRO_JOURNAL', line: 1 });
  });

  it('names file and line of what cannot be read in the middle', async () => {
    await writeFile(file, `${JSON.stringify(HEADER)}\n{ "type": \n${JSON.stringify(HEADER)}\n`);
    await expect(readRun(file)).rejects.toMatchObject({ file, line: 2 });
  });
});
