import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlugins, type Plugin } from '@kedro-ts/hooks';
import type { Catalog } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import type { RunEvent, RunOptions, RunResult } from '@kedro-ts/runner';
import { ParallelRunner, type ParallelRunnerOptions } from '@kedro-ts/runner-parallel';
import { onTestFinished } from 'vitest';
import { makeProject } from './fixtures/projects.mjs';

/** A project that is being run in workers, and what is heard of it. */
export interface ProjectRun {
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  readonly events: readonly RunEvent[];
  /** What the plugin `reporter` of workers sent. */
  readonly reports: readonly unknown[];
  readonly result: Promise<RunResult>;
}

/** Both kinds of workers. */
export const ISOLATIONS = ['thread', 'process'] as const;

/** The module from which the workers of these tests start. */
export const WORKER_MODULE = new URL('./fixtures/projects.mjs', import.meta.url);

/** Starts a fixture project in a temporary folder. */
export async function startProject(
  name: string,
  options: ParallelRunnerOptions & {
    readonly run?: Partial<RunOptions>;
    readonly createRunner?: (options: ParallelRunnerOptions) => ParallelRunner;
    readonly pipeline?: (pipeline: Pipeline) => Pipeline;
  } = {},
): Promise<ProjectRun> {
  const { run, pipeline: change = (same) => same, createRunner, ...runnerOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kedro-parallel-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  await writeFile(join(folder, 'raw.json'), '1');

  const { pipeline: made, catalog } = makeProject(name, { folder, where: 'main' });
  const pipeline = change(made);
  const events: RunEvent[] = [];
  const reports: unknown[] = [];
  const listener: Plugin = {
    name: 'reporter',
    apply: (_hooks, scope) => scope.onReport((report) => reports.push(report)),
  };
  const allOptions: ParallelRunnerOptions = {
    maxWorkers: 2,
    bootstrap: { module: WORKER_MODULE, data: { project: name, folder } },
    ...runnerOptions,
  };
  const runner = createRunner ? createRunner(allOptions) : new ParallelRunner(allOptions);
  const result = runner.run(pipeline, catalog, {
    plugins: applyPlugins([listener]),
    onEvent: (event) => events.push(event),
    ...run,
  });
  // A test may look at other things first; it is told of the failure where it awaits the result.
  result.catch(() => undefined);
  return { folder, pipeline, catalog, events, reports, result };
}

/** What a run that fails throws. */
export function errorOf({ result }: ProjectRun): Promise<Error> {
  return result.then(
    () => {
      throw new Error('the run was expected to fail, but it succeeded');
    },
    (error: unknown) => error as Error,
  );
}

/** The events of one type. */
export function eventsOf<Type extends RunEvent['type']>(
  { events }: ProjectRun,
  type: Type,
): Extract<RunEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
}
