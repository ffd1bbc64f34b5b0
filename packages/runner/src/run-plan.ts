import type { Node, Pipeline, Resources } from '@kedro-ts/pipeline';
import { expectDurations, type Durations } from './expected-durations.js';
import { limitResources, type ResourceLimits } from './resource-limits.js';

/** What a run needs to know of a pipeline, by index into its topologically ordered nodes; made once, in linear time. */
export interface RunPlan {
  readonly nodes: readonly Node[];
  /** For each node, the nodes that wait for it. */
  readonly children: readonly (readonly number[])[];
  /** For each node, how many nodes it waits for. */
  readonly waitsFor: readonly number[];
  /**
   * For each node, how long the longest path from it to an end takes: in milliseconds if anything is known of earlier runs,
   * otherwise in nodes. The longest goes first.
   */
  readonly remainingPath: readonly number[];
  /** How often each dataset is loaded. */
  readonly loadCounts: ReadonlyMap<string, number>;
  /** Datasets that are never released: what the pipeline is given and what it leaves behind. */
  readonly kept: ReadonlySet<string>;
  /** What nodes need of limited resources; absent when none needs any. */
  readonly limits?: ResourceLimits | undefined;
}

/** What a plan heeds beside the pipeline. */
export interface PlanOptions {
  /** How long nodes took in earlier runs. Default: not known. */
  readonly durations?: Durations | undefined;
  /** How much there is of resources. Default: of all as much as anybody needs. */
  readonly resources?: Resources | undefined;
}

/**
 * Plans a run.
 *
 * @throws RunnerOptionError for a total of a resource that is no amount.
 */
export function planRun(pipeline: Pipeline, { durations, resources }: PlanOptions = {}): RunPlan {
  const { nodes } = pipeline;
  const { parents, children } = pipeline.graph;
  const remainingPath = expectDurations(nodes, durations);
  for (let i = nodes.length - 1; i >= 0; i--) {
    let longest = 0;
    for (const child of children[i]!) longest = Math.max(longest, remainingPath[child]!);
    remainingPath[i]! += longest;
  }
  const loadCounts = new Map<string, number>();
  for (const node of nodes) {
    for (const dataset of node.inputs) loadCounts.set(dataset, (loadCounts.get(dataset) ?? 0) + 1);
  }
  return {
    nodes,
    children,
    waitsFor: parents.map((list) => list.length),
    remainingPath,
    loadCounts,
    kept: new Set([...pipeline.inputs, ...pipeline.outputs]),
    limits: limitResources(nodes, resources),
  };
}

/** How many workers can ever be busy at once: at most this many nodes of a pipeline do not wait for each other. */
export function workersNeeded(pipeline: Pipeline): number {
  return pipeline.nodes.length - pipeline.groupedNodes.length + 1;
}
