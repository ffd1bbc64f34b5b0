import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlugins, type Plugin } from '@kedro-ts/hooks';
import type { AbstractRunner, RunOptions } from '@kedro-ts/runner';
import { ConcurrentRunner } from '@kedro-ts/runner-concurrent';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { onTestFinished } from 'vitest';
import { otel, type OtelOptions } from '../src/index.js';
import { makeProject } from './fixtures/projects.mjs';
import { startReceiver, type OtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';

/** Every place where nodes run. */
export const RUNNERS = ['sequential', 'concurrent', 'thread', 'process'] as const;

/** A runner, or the parallel one with one kind of workers. */
export type RunnerName = (typeof RUNNERS)[number];

/** Those that run nodes in this process. */
export const HERE = ['sequential', 'concurrent'] as const;

/** Those that run nodes in workers. */
export const IN_WORKERS = ['thread', 'process'] as const;

/** What {@link traceRun} may be told. */
export interface TraceRunOptions {
  readonly receiver?: OtlpReceiver;
  /** What the plugin is given in place of sending to the receiver. */
  readonly otel?: OtelOptions;
  /** Workers register a global tracer provider that sends to the receiver. */
  readonly registers?: boolean;
  readonly plugins?: readonly Plugin[];
  readonly isAsync?: boolean;
  readonly run?: Partial<RunOptions>;
  /** Is called when the run is under way, with the folder of its gates. */
  readonly meanwhile?: (folder: string) => Promise<void>;
}

/** What is left of a run when everything is disposed of. */
export interface TracedRun {
  readonly spans: readonly ReceivedSpan[];
  /** What the run threw. */
  readonly error: unknown;
}

/** Runs a fixture project with a receiver, in main and in workers. */
export async function traceRun(
  project: string,
  runner: RunnerName,
  options: TraceRunOptions = {},
): Promise<TracedRun> {
  const receiver = options.receiver ?? (await startReceiver());
  const given = options.otel ?? { exporter: 'otlp', url: `${receiver.url}/v1/traces` };
  const folder = await mkdtemp(join(tmpdir(), 'kedro-otel-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const register = options.registers ? `${receiver.url}/v1/traces` : undefined;
  const data = { project, folder, otel: given, register };
  const { pipeline, catalog } = makeProject(data);
  const plugins = applyPlugins([...(options.plugins ?? []), otel(given)]);
  const run = createRunner(runner, options.isAsync).run(pipeline, catalog, {
    plugins,
    runId: 'the run',
    bootstrap: { module: new URL('./fixtures/projects.mjs', import.meta.url), data },
    ...options.run,
  });
  // A run that ends too early opens no gates any more.
  const ended = run.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, options.meanwhile?.(folder) ?? ended]);
  const [settled] = await Promise.allSettled([run]);
  await plugins[Symbol.asyncDispose]();
  return { spans: receiver.spans, error: settled.status === 'rejected' ? settled.reason : undefined };
}

/** Makes a runner; the parallel one with two workers. */
export function createRunner(name: RunnerName, isAsync = false): AbstractRunner {
  switch (name) {
    case 'sequential':
      return new SequentialRunner({ isAsync });
    case 'concurrent':
      return new ConcurrentRunner({ isAsync });
    case 'thread':
    case 'process':
      return new ParallelRunner({ isolation: name, maxWorkers: 2, isAsync });
  }
}
