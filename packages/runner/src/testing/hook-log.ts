import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HookRecord } from './fixtures/recorder.js';
import { startFixture, type RunnerUnderTest } from './start-fixture.js';

/** By node, and under `run` of the whole run: the hooks that fired, in order, with what tells them apart. */
export type HookLog = Readonly<Record<string, readonly string[]>>;

/**
 * Runs a project with a node that works, one that is tried again, one that is skipped, one that yields and one that fails, and
 * gives the hooks that fired: the same in every runner. It needs no test around it, so that runners can be compared in print.
 *
 * @example
 * ```ts
 * console.log(await hookLogOf({ createRunner: (options) => new ConcurrentRunner(options) }));
 * ```
 */
export async function hookLogOf(runner: Pick<RunnerUnderTest, 'createRunner'>): Promise<HookLog> {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-hooks-'));
  try {
    const run = await startFixture(runner, 'every kind of node', folder, { onFailure: 'continue' });
    await run.outcome;
    const names = run.pipeline.nodes.map(({ name }) => name).sort();
    return Object.fromEntries([
      ...names.map((name) => [name, logOf(run.hooks.filter(({ node }) => node === name))] as const),
      ['run', logOf(run.hooks.filter(({ node }) => node === undefined))],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

function logOf(records: readonly HookRecord[]): string[] {
  return records.map(({ hook, dataset, data, attempt, willRetry, error }) =>
    [
      hook,
      dataset,
      data === undefined ? undefined : JSON.stringify(data),
      attempt === undefined ? undefined : `attempt ${attempt}`,
      error,
      willRetry === undefined ? undefined : willRetry ? 'tried again' : 'not tried again',
    ]
      .filter((word) => word !== undefined)
      .join(' '),
  );
}
