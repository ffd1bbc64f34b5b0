/** A node, as far as it matters for resuming. */
export interface ResumableNode {
  readonly name: string;
  /** What it reads, without parameters; the name of a dataset is the same in all formats. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Why a node runs, though it may have finished before. */
export type RunReason =
  | { readonly kind: 'unfinished' }
  /** Something that it rests on cannot be told from another, or was not noted before the process ended. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'code' }
  /** Names of its datasets, or their catalog entries. */
  | { readonly kind: 'wiring' }
  | { readonly kind: 'parameter'; readonly parameter: string }
  | {
      readonly kind: 'input' | 'output';
      readonly dataset: string;
      readonly change: 'changed' | 'gone' | 'unknown';
    }
  /** It comes after another that runs. */
  | { readonly kind: 'follows'; readonly node: string; readonly dataset: string }
  /** Another that runs needs what it makes in memory. */
  | { readonly kind: 'needed'; readonly by: string; readonly dataset: string };

/** What is known of the nodes of a pipeline. */
export interface ResumeFacts {
  /** In an order in which they can run. */
  readonly nodes: readonly ResumableNode[];
  /** Why nodes cannot be left out, seen by themselves; those that could are not in it. */
  readonly reasons: ReadonlyMap<string, RunReason>;
  /** Datasets that were gone with the process. */
  readonly inMemory: ReadonlySet<string>;
}

/** Which nodes run when a run is resumed. */
export interface NodesToRun {
  /** With the reason of each. */
  readonly run: ReadonlyMap<string, RunReason>;
  /** What these made need not be made again; some of them run all the same, because of what was in memory. */
  readonly valid: ReadonlySet<string>;
}

/**
 * The nodes that have to run: those with a reason, and all that comes after them; then, back from there, those that make what
 * these read from memory. Linear in nodes and edges.
 */
export function selectNodesToRun({ nodes, reasons, inMemory }: ResumeFacts): NodesToRun {
  const writers = new Map<string, string>();
  const byName = new Map<string, ResumableNode>();
  for (const node of nodes) {
    byName.set(node.name, node);
    for (const dataset of node.outputs) writers.set(dataset, node.name);
  }
  const run = new Map<string, RunReason>();
  for (const node of nodes) {
    const reason = reasons.get(node.name) ?? reasonBefore(node);
    if (reason !== undefined) run.set(node.name, reason);
  }
  const valid = new Set(nodes.map(({ name }) => name).filter((name) => !run.has(name)));
  // A map hands over what is added to it while it is walked.
  for (const name of run.keys()) {
    for (const dataset of byName.get(name)!.inputs) {
      const writer = inMemory.has(dataset) ? writers.get(dataset) : undefined;
      if (writer !== undefined && !run.has(writer)) run.set(writer, { kind: 'needed', by: name, dataset });
    }
  }
  return { run, valid };

  function reasonBefore({ inputs }: ResumableNode): RunReason | undefined {
    for (const dataset of inputs) {
      const writer = writers.get(dataset);
      if (writer !== undefined && run.has(writer)) return { kind: 'follows', node: writer, dataset };
      // Whoever put it there may put something else there now.
      if (writer === undefined && inMemory.has(dataset)) return { kind: 'input', dataset, change: 'unknown' };
    }
    return undefined;
  }
}
