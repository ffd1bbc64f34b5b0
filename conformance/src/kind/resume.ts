import { CachedDataset, DataCatalog, datasetTypes, MemoryDataset, type Dataset } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import { findNodesToResumeFrom, type RunEvent, type RunOptions } from '@kedro-ts/runner';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import type { Comparison } from '../compare/comparison.js';
import { UnknownSpecError } from '../errors.js';
import { show } from '../kedro-error/compare-error.js';
import type { OracleCase } from '../oracle/oracle-case.js';
import { PersistentDataset } from '../run/datasets.js';
import { readRecordedLog, readRunEvents } from '../run/run-log.js';
import { makePipeline } from '../spec/make-pipeline.js';
import type { PipelineSpec } from '../spec/spec.js';

interface Given {
  readonly kind: 'resume' | 'missing';
  readonly pipeline: PipelineSpec;
  readonly catalog: Readonly<Record<string, string>>;
  readonly patterns?: Readonly<Record<string, string>>;
  readonly done?: readonly string[];
}

interface Expected {
  readonly from_nodes?: readonly string[];
  readonly suggestion?: readonly (readonly [string, string])[];
  readonly nodes?: readonly string[];
  readonly log?: readonly (readonly [string, string])[];
}

/** Asks from where a run can be taken up again, or what a run for missing outputs runs. */
export async function compareResume(comparison: Comparison): Promise<void> {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, Expected>;
  const made = makePipeline(given.pipeline);
  const catalog = makeCatalog(given);
  if (given.kind === 'resume') compareSuggestion(comparison, made, catalog, given, expect);
  else await compareMissing(comparison, made, catalog, expect);
}

function compareSuggestion(
  comparison: Comparison,
  made: Pipeline,
  catalog: DataCatalog,
  { done = [] }: Given,
  expect: Expected,
): void {
  const names = made.nodes.map(({ name }) => name);
  const isDone = new Set(made.nodes.filter(({ name }) => done.includes(name)));
  const from = findNodesToResumeFrom(made, isDone, catalog);
  comparison.equal('/from_nodes', from, expect.from_nodes);
  // Where nothing was done, or everything, there is nothing to suggest.
  const unfinished = names.length - isDone.size;
  const resume = isDone.size > 0 && unfinished > 0 ? { unfinished, from } : null;
  comparison.equal('/suggestion', resume, readRecordedLog(expect.suggestion ?? [], names).resume);
}

/** Starts a run for missing outputs, and stops it when it has said which nodes it runs. */
async function compareMissing(
  comparison: Comparison,
  made: Pipeline,
  catalog: DataCatalog,
  expect: Expected,
): Promise<void> {
  const names = made.nodes.map(({ name }) => name);
  // Kedro's answer was recorded without a run, for which every input has to be there; these no node makes (in that format).
  for (const name of made.allInputs) {
    if (!made.allOutputs.has(name) && !catalog.has(name)) catalog.set(name, new MemoryDataset({ data: 0 }));
  }
  const events: RunEvent[] = [];
  const enough = new Error('The run has said what it runs.');
  const options: RunOptions = {
    onlyMissingOutputs: true,
    onEvent: (event) => {
      if (events.length > 0) return;
      events.push(event);
      throw enough;
    },
  };
  const thrown: unknown = await new SequentialRunner()
    .run(made, catalog, options)
    .catch((error: unknown) => error);
  const [first] = events;
  if (first?.type !== 'run-started') return comparison.differ('/nodes', show(thrown), expect.nodes);
  comparison.equal('/nodes', first.nodes, expect.nodes);
  comparison.equal('/log', readRunEvents(events, names, true), readRecordedLog(expect.log ?? [], names));
}

function makeCatalog({ catalog: kinds, patterns = {} }: Given): DataCatalog {
  const lazy = Object.entries(kinds).filter(([, kind]) => kind === 'lazy');
  const config = [...lazy.map(([name]) => [name, 'persistent'] as const), ...Object.entries(patterns)];
  const catalog = DataCatalog.fromConfig(Object.fromEntries(config.map(([name, type]) => [name, { type }])), {
    types: datasetTypes({
      persistent: () => ExistingDataset,
      absent_persistent: () => PersistentDataset,
      memory: () => MemoryDataset,
    }),
  });
  for (const [name, kind] of Object.entries(kinds)) if (kind !== 'lazy') catalog.set(name, makeDataset(kind));
  return catalog;
}

function makeDataset(kind: string): Dataset {
  switch (kind) {
    case 'persistent':
      return new ExistingDataset();
    case 'absent_persistent':
      return new PersistentDataset();
    case 'memory':
      return new MemoryDataset();
    case 'cached':
      return new CachedDataset({ dataset: new ExistingDataset() });
  }
  throw new UnknownSpecError(`datasets of kind "${kind}"`);
}

/** Is there already. */
class ExistingDataset extends PersistentDataset {
  constructor() {
    super({ data: 0 });
  }
}
