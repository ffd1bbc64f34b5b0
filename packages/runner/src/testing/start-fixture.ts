import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlugins } from '@kedro-ts/hooks';
import type { Catalog } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
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

/** What a run of a fixture project may be given. */
export interface FixtureOptions
  extends RunnerOptions, Pick<RunOptions, 'signal' | 'resources' | 'onFailure'> {
  /** The node to run, with those before it. Default: all. */
  readonly only?: string;
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

/** Runs a fixture project in a folder, in which it puts a file `raw` that holds the number 1. */
export async function startFixture(
  runner: Pick<RunnerUnderTest, 'createRunner'>,
  name: ProjectName,
  folder: string,
  options: FixtureOptions = {},
): Promise<FixtureRun> {
  await writeFile(join(folder, 'raw.json'), '1');
  const { signal, resources, onFailure, only, ...runnerOptions } = options;
  const project = projects[name](folder);
  const pipeline = only === undefined ? project.pipeline : project.pipeline.toNodes(only);
  const catalog = createCatalog(project);
  const events: RunEvent[] = [];
  const hooks: HookRecord[] = [];
  const result = runner.createRunner(runnerOptions).run(pipeline, catalog, {
    plugins: applyPlugins([...(project.plugins ?? []), recorder((record) => hooks.push(record))]),
    runId: RUN_ID,
    onEvent: (event) => events.push(event),
    bootstrap: { module: new URL('./fixtures.js', import.meta.url), data: { project: name, folder } },
    ...{ signal, resources, onFailure },
  });
  const outcome = Promise.allSettled([result]).then(([settled]) => settled);
  return { folder, pipeline, catalog, events, hooks, outcome };
}
