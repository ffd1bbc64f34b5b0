import type { Node, Pipeline } from '@kedro-ts/pipeline';

/** What a run needs to know of a pipeline, by index into its topologically ordered nodes; made once, in linear time. */
export interface RunPlan {
  readonly nodes: readonly Node[];
  /** For each node, the nodes that wait for it. */
  readonly children: readonly (readonly number[])[];
  /** For each node, how many nodes it waits for. */
  readonly waitsFor: readonly number[];
  /** For each node, how many nodes the longest path from it to an end has: the longest goes first. */
  readonly remainingPath: readonly number[];
  /** How often each dataset is loaded. */
  readonly loadCounts: ReadonlyMap<string, number>;
  /** Datasets that are never released: what the pipeline is given and what it leaves behind. */
  readonly kept: ReadonlySet<string>;
}

/** Plans a run. */
export function planRun(pipeline: Pipeline): RunPlan {
  const { nodes } = pipeline;
  const { parents, children } = pipeline.graph;
  const remainingPath = new Array<number>(nodes.length).fill(1);
  for (let i = nodes.length - 1; i >= 0; i--) {
    for (const child of children[i]!)
      remainingPath[i] = Math.max(remainingPath[i]!, 1 + remainingPath[child]!);
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
  };
}

/** How many workers can ever be busy at once: at most this many nodes of a pipeline do not wait for each other. */
export function workersNeeded(pipeline: Pipeline): number {
  return pipeline.nodes.length - pipeline.groupedNodes.length + 1;
}
