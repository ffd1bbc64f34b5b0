import type { Catalog } from '@kedro-ts/io';
import { isParameter, stripTranscoding, type Node, type Pipeline } from '@kedro-ts/pipeline';
import { digestsOrNone, evidenceOf } from '../journal/evidence-recorder.js';
import { fileStat, type FileDigests } from '../journal/file-digests.js';
import type { NodeEvidence } from '../journal/journal-line.js';
import { ALL, type NodeDigester } from '../journal/node-digests.js';
import type { RunRecord } from '../journal/read-run.js';
import { recordedNodes, type RecordedData, type RecordedNode } from './recorded-nodes.js';
import { selectNodesToRun, type RunReason } from './select-nodes-to-run.js';

/** What is done when a run is resumed. */
export interface ResumePlan {
  /** The run that is resumed. */
  readonly runId: string;
  /** Names of the nodes that do not run again. */
  readonly skipped: readonly string[];
  /** The nodes that had finished and run again, with the reason. */
  readonly repeated: readonly { readonly node: string; readonly reason: RunReason }[];
}

/** What a run is resumed with. */
export interface PlanResumeOptions {
  readonly run: RunRecord;
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  readonly digester: NodeDigester;
  readonly files: FileDigests;
}

/** A {@link ResumePlan} with what carries it out. */
export interface PreparedResume {
  readonly plan: ResumePlan;
  readonly pipeline: Pipeline;
  /** What stays true of nodes that need not run again, for the journal of the run that resumes. */
  readonly carried: readonly Omit<NodeEvidence, 'runId' | 'time'>[];
}

/** Finds out which nodes of a pipeline have to run, when others have finished in an earlier run. */
export async function planResume(options: PlanResumeOptions): Promise<PreparedResume> {
  const { run, pipeline, catalog } = options;
  const { datasets, nodes, allOutputs } = pipeline;
  await catalog.materialise(datasets);
  await catalog.materialiseUnknown?.([...allOutputs].filter((dataset) => !catalog.has(dataset)));
  const recorded = recordedNodes(run.lines);
  const check = new DataCheck(options);
  const reasons = new Map<string, RunReason>();
  for (const node of nodes) {
    const known = recorded.nodes.get(node.name);
    const reason =
      known === undefined
        ? ({ kind: recorded.finished.has(node.name) ? 'unknown' : 'unfinished' } as const)
        : (changeOf(node, known, options.digester) ?? (await check.changeOf(node, known)));
    if (reason !== undefined) reasons.set(node.name, reason);
  }
  const inMemory = new Set<string>();
  for (const dataset of datasets)
    if (await check.isInMemory(dataset)) inMemory.add(stripTranscoding(dataset));
  const { run: running, valid } = selectNodesToRun({
    nodes: nodes.map(({ name, inputs, outputs }) => ({
      name,
      inputs: inputs.filter((dataset) => !isParameter(dataset)).map(stripTranscoding),
      outputs: outputs.map(stripTranscoding),
    })),
    reasons,
    inMemory,
  });
  const names = nodes.map(({ name }) => name);
  return {
    plan: {
      runId: run.header.runId,
      skipped: names.filter((name) => !running.has(name)),
      repeated: [...running]
        .filter(([node]) => recorded.finished.has(node))
        .map(([node, reason]) => ({ node, reason })),
    },
    pipeline: pipeline.onlyNodes(...running.keys()),
    carried: names.filter((name) => valid.has(name)).map((name) => toEvidence(recorded.nodes.get(name)!)),
  };
}

/** What has changed of a node beside data. */
function changeOf(node: Node, known: RecordedNode, digester: NodeDigester): RunReason | undefined {
  const now = digestsOrNone(digester, node);
  if (now === undefined) return { kind: 'unknown' };
  if (now.code !== known.code) return { kind: 'code' };
  if (now.wiring !== known.wiring) return { kind: 'wiring' };
  const names = new Set([...Object.keys(now.parameters), ...Object.keys(known.parameters)]);
  for (const name of names)
    if (now.parameters[name] !== known.parameters[name])
      return { kind: 'parameter', parameter: name === ALL ? 'parameters' : name };
  return undefined;
}

/** Compares data with what was recorded of them. A file that looks as it did from outside is not read. */
class DataCheck {
  readonly #stats = new Map<string, Promise<string | undefined>>();

  constructor(private readonly options: PlanResumeOptions) {}

  async changeOf({ inputs, outputs }: Node, known: RecordedNode): Promise<RunReason | undefined> {
    return (
      (await this.#firstChange('input', inputs, known.inputs)) ??
      (await this.#firstChange('output', outputs, known.outputs))
    );
  }

  /** What is made in memory, or not at all, when the run begins; a cache of a file is as good as the file. */
  async isInMemory(name: string): Promise<boolean> {
    if (isParameter(name)) return false;
    const dataset = this.options.catalog.peek(name);
    if (dataset === undefined) return true;
    return dataset.ephemeral === true && (await this.#stat(name)) === undefined;
  }

  async #firstChange(
    kind: 'input' | 'output',
    names: readonly string[],
    recorded: ReadonlyMap<string, RecordedData>,
  ): Promise<RunReason | undefined> {
    for (const dataset of names) {
      if (isParameter(dataset)) continue;
      const known = recorded.get(dataset);
      if (known === undefined && (await this.isInMemory(dataset))) continue;
      const change = await this.#changeSince(dataset, known ?? {});
      if (change !== undefined) return { kind, dataset, change };
    }
    return undefined;
  }

  async #changeSince(
    name: string,
    { stat, content }: RecordedData,
  ): Promise<'changed' | 'gone' | 'unknown' | undefined> {
    if (stat === undefined && content === undefined) return 'unknown';
    const now = await this.#stat(name);
    if (now === undefined) return 'gone';
    if (now === stat) return undefined;
    if (content === undefined) return 'changed';
    const dataset = this.options.catalog.peek(name)!;
    return (await evidenceOf(dataset, this.options.files.digestOf)) === content ? undefined : 'changed';
  }

  #stat(name: string): Promise<string | undefined> {
    let stat = this.#stats.get(name);
    if (stat === undefined) {
      const dataset = this.options.catalog.peek(name);
      stat = Promise.resolve(dataset && evidenceOf(dataset, fileStat));
      this.#stats.set(name, stat);
    }
    return stat;
  }
}

function toEvidence({
  node,
  code,
  wiring,
  parameters,
  inputs,
  outputs,
  from,
}: RecordedNode): PreparedResume['carried'][number] {
  const stats = [...inputs, ...outputs].flatMap(([dataset, { stat }]) =>
    stat === undefined ? [] : [[dataset, stat] as const],
  );
  const contents = (data: RecordedNode['inputs']): Record<string, string | null> =>
    Object.fromEntries([...data].map(([dataset, { content }]) => [dataset, content ?? null]));
  return {
    type: 'node-evidence',
    ...{ node, code, wiring, parameters },
    inputs: contents(inputs),
    outputs: contents(outputs),
    from,
    stats: Object.fromEntries(stats),
  };
}
