import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { RunEvent } from '../run-event.js';
import type { RunResult } from '../run-options.js';
import type { ProjectName } from './fixtures/projects.js';
import type { HookRecord } from './fixtures/recorder.js';
import { startFixture, type FixtureOptions, type FixtureRun, type RunnerUnderTest } from './start-fixture.js';

export { RUN_ID, type FixtureRun, type RunnerUnderTest } from './start-fixture.js';

/** Runs a fixture project in a temporary folder, which has a file `raw` that holds the number 1. */
export async function runFixture(
  runner: RunnerUnderTest,
  name: ProjectName,
  options: FixtureOptions = {},
): Promise<FixtureRun> {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-contract-'));
  // A cancelled run does not wait for its node, which may still write.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return startFixture(runner, name, folder, options);
}

/** What a run that succeeds gives. */
export async function resultOf(run: FixtureRun): Promise<RunResult> {
  const outcome = await run.outcome;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** What a run that fails throws. */
export async function errorOf(run: FixtureRun): Promise<Error> {
  const outcome = await run.outcome;
  if (outcome.status === 'rejected') return outcome.reason as Error;
  throw new Error('the run was expected to fail, but it succeeded');
}

/** The events of one type. */
export function eventsOf<Type extends RunEvent['type']>(
  run: FixtureRun,
  type: Type,
): Extract<RunEvent, { type: Type }>[] {
  return run.events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
}

/** Waits until the run has told of an event of this type. */
export async function eventSeen(run: FixtureRun, type: RunEvent['type']): Promise<void> {
  await vi.waitUntil(() => eventsOf(run, type).length > 0, { interval: 2, timeout: 10_000 });
}

/** The hooks that fired for one node, in order. */
export function hooksOf(run: FixtureRun, node: string): readonly HookRecord[] {
  return run.hooks.filter((record) => record.node === node);
}
