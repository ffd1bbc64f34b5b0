import { applyPlugins } from '@kedro-ts/hooks';
import type { CopyMode, Dataset } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import { workersNeeded, type RunEvent, type RunOptions } from '@kedro-ts/runner';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { ABSENT, type Comparison } from '../compare/comparison.js';
import { isRefusedForChanging } from '../divergence/shared-inputs.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import type { OracleCase, RecordedError } from '../oracle/oracle-case.js';
import type { DatasetSpec } from '../run/datasets.js';
import { makeBody } from '../run/make-body.js';
import { makePlugins, type ErrorRow, type PluginSpec } from '../run/make-plugins.js';
import { RecordingCatalog, type RunRow } from '../run/recording-catalog.js';
import { readRecordedLog, readRunEvents } from '../run/run-log.js';
import { makePipeline } from '../spec/make-pipeline.js';
import type { PipelineSpec } from '../spec/spec.js';
import { attemptAsync } from './attempt.js';

interface Given {
  readonly pipeline: PipelineSpec;
  readonly catalog: Readonly<Record<string, DatasetSpec>>;
  readonly is_async?: boolean;
  readonly hook_manager?: boolean;
  readonly hooks?: readonly PluginSpec[];
  readonly only_missing_outputs?: boolean;
}

interface Expected extends Partial<RecordedError> {
  readonly nodes: readonly string[];
  readonly workers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly events: readonly (readonly unknown[])[];
  readonly result?: Readonly<Record<string, unknown>>;
  readonly exists_after: Readonly<Record<string, boolean>>;
  readonly log: readonly (readonly [string, string])[];
}

/** Runs a pipeline, and compares what happens, in order, and what is left. */
export async function compareRunSemantics(comparison: Comparison): Promise<void> {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, Expected>;
  let done = await run(given);
  if (isRefusedForChanging(given, done.thrown)) {
    comparison.diverge('shared-inputs');
    done = await run(given, 'deepcopy');
  }
  const { made, catalog, rows, events, outputs, thrown } = done;
  const names = made.nodes.map(({ name }) => name);
  comparison.equal('/nodes', names, expect.nodes);
  compareWorkers(comparison, made, expect);
  if (expect.error !== undefined) compareError(comparison, '', thrown, expect as RecordedError);
  else if (outputs === undefined) comparison.differ('/result', show(thrown), expect.result);
  else comparison.equal('/result', await loadAll(outputs), expect.result);
  compareRows(comparison, rows, expect);
  await compareExisting(comparison, catalog, expect);
  const log = readRunEvents(events, names, given.only_missing_outputs === true);
  comparison.equal('/log', log, readRecordedLog(expect.log, names));
}

/** What was run, what happened, and what came of it. */
interface Done {
  readonly made: Pipeline;
  readonly catalog: RecordingCatalog;
  readonly rows: readonly RunRow[];
  readonly events: readonly RunEvent[];
  readonly outputs?: Readonly<Record<string, Dataset>>;
  readonly thrown?: unknown;
}

async function run(given: Given, copyMode?: CopyMode): Promise<Done> {
  const rows: RunRow[] = [];
  const events: RunEvent[] = [];
  const made = makePipeline(given.pipeline, makeBody(rows));
  const catalog = new RecordingCatalog(given.catalog, rows, copyMode);
  const hasPlugins = given.hook_manager !== false;
  const options: RunOptions = {
    onEvent: (event) => events.push(event),
    ...(hasPlugins && { plugins: applyPlugins(makePlugins(given.hooks ?? [], rows)) }),
    ...(given.only_missing_outputs && { onlyMissingOutputs: true }),
  };
  const runner = new SequentialRunner({ isAsync: given.is_async ?? false });
  const { value, thrown } = await attemptAsync(() => runner.run(made, catalog, options));
  return { made, catalog, rows, events, ...(value && { outputs: value.outputs }), thrown };
}

/** Kedro starts as many workers as the pipeline can use, and no more than it may. */
function compareWorkers(comparison: Comparison, made: Pipeline, { workers }: Expected): void {
  for (const [runner, counts] of Object.entries(workers)) {
    for (const [allowed, expected] of Object.entries(counts)) {
      comparison.equal(
        `/workers/${runner}/${allowed}`,
        Math.min(workersNeeded(made), Number(allowed)),
        expected,
      );
    }
  }
}

async function loadAll(
  outputs: Readonly<Record<string, Dataset>>,
): Promise<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {};
  for (const [name, dataset] of Object.entries(outputs)) values[name] = await dataset.load();
  return values;
}

/** Errors in rows are compared as errors are, the rest exactly. */
function compareRows(comparison: Comparison, rows: readonly RunRow[], expect: Expected): void {
  const actual = rows.map((row) => (row[0] === 'on_node_error' ? [row[0], row[2], row[3]] : row));
  const expected = expect.events.map((row) => (row[0] === 'on_node_error' ? [row[0], row[3], row[4]] : row));
  comparison.equal('/events', actual, expected);
  for (const [index, row] of expect.events.entries()) {
    if (row[0] !== 'on_node_error') continue;
    const [, error, message] = row as readonly [string, string, string];
    const origin = message === expect.message ? expect.origin! : 'user';
    const thrown = (rows[index]?.[1] as ErrorRow | undefined)?.thrown;
    compareError(comparison, `/events/${index}`, thrown, { error, message, origin });
  }
}

async function compareExisting(
  comparison: Comparison,
  catalog: RecordingCatalog,
  { exists_after }: Expected,
): Promise<void> {
  const exists = async (name: string): Promise<boolean> => catalog.has(name) && (await catalog.exists(name));
  for (const [name, expected] of Object.entries(exists_after)) {
    comparison.equal(`/exists_after/${name}`, await exists(name), expected);
  }
  for (const name of catalog.keys()) {
    if (!Object.hasOwn(exists_after, name) && (await exists(name)))
      comparison.differ(`/exists_after/${name}`, true, ABSENT);
  }
}
