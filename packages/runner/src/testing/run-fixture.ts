import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlugins } from '@kedro-ts/hooks';
import type { Catalog } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import { onTestFinished } from 'vitest';
import type { AbstractRunner, RunnerOptions } from '../abstract-runner.js';
import type { RunEvent } from '../run-event.js';
import type { RunOptions, RunResult } from '../run-options.js';
import { createCatalog, projects, type ProjectName } from './fixtures/projects.js';
import { recorder, type HookRecord } from './fixtures/recorder.js';

/** A runner that is to keep the contract. */
export interface RunnerUnderTest {
  /** How the tests call it. */
  readonly name: string;
  /** Makes the runner; workers are to be started from the bootstrap that the run is given. */
  createRunner(options: RunnerOptions): AbstractRunner;
  /** Whether nodes that do not wait for each other run at the same time, at least two of them. Default: false. */
  readonly overlaps?: boolean;
}

/** A fixture project that is being run, and what is heard of it. */
export interface FixtureRun {
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  readonly events: readonly RunEvent[];
  readonly hooks: readonly HookRecord[];
  /** The run; a failure is its `reason`, so that a test may look at everything else first. */
  readonly outcome: Promise<PromiseSettledResult<RunResult>>;
}

/** The id that fixture runs are given. */
export const RUN_ID = 'contract-run';

/**
 * Runs a fixture project in a temporary folder, which has a file `raw` that holds the number 1.
 *
 * @param options - `only`: the node to run, with those before it. Default: all
 */
export async function runFixture(
  runner: RunnerUnderTest,
  name: ProjectName,
  options: RunnerOptions & Pick<RunOptions, 'signal' | 'resources'> & { readonly only?: string } = {},
): Promise<FixtureRun> {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-contract-'));
  // A cancelled run does not wait for its node, which may still write.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  await writeFile(join(folder, 'raw.json'), '1');

  const { signal, resources, only, ...runnerOptions } = options;
  const project = projects[name](folder);
  const pipeline = only === undefined ? project.pipeline : project.pipeline.toNodes(only);
  const catalog = createCatalog(project);
  const events: RunEvent[] = [];
  const hooks: HookRecord[] = [];
  const result = runner.createRunner(runnerOptions).run(pipeline, catalog, {
    plugins: applyPlugins([...(project.plugins ?? []), recorder((record) => hooks.push(record))]),
    runId: RUN_ID,
    signal,
    resources,
    onEvent: (event) => events.push(event),
    bootstrap: { module: new URL('./fixtures.js', import.meta.url), data: { project: name, folder } },
  });
  const outcome = Promise.allSettled([result]).then(([settled]) => settled);
  return { folder, pipeline, catalog, events, hooks, outcome };
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

/** The hooks that fired for one node, in order. */
export function hooksOf(run: FixtureRun, node: string): readonly HookRecord[] {
  return run.hooks.filter((record) => record.node === node);
}
