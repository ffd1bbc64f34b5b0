import type { Catalog } from '@kedro-ts/io';
import { isParameter, type Node, type Pipeline } from '@kedro-ts/pipeline';

/**
 * The nodes from which an interrupted run can be taken up again: whatever is unfinished, and as much before it as is needed
 * to make inputs again that were only in memory. What comes after these nodes runs again too, so of them only those are
 * named that come after no other.
 *
 * As in Kedro, whose answers this reproduces, nothing is looked up for finished nodes that run again only because they
 * come after one of these: what else they read from memory is not made again. Linear in nodes and edges.
 *
 * @param done - the nodes whose outputs are saved
 * @returns node names, sorted; empty when nothing is left
 */
export function findNodesToResumeFrom(
  pipeline: Pipeline,
  done: ReadonlySet<Node>,
  catalog: Catalog,
): string[] {
  const { nodes } = pipeline;
  const { parents, children } = pipeline.graph;
  const needed = reach(
    [...nodes.keys()].filter((index) => !done.has(nodes[index]!)),
    (index) => {
      const lost = new Set(nodes[index]!.inputs.filter((dataset) => isLost(dataset, catalog)));
      return parents[index]!.filter((parent) => nodes[parent]!.outputs.some((dataset) => lost.has(dataset)));
    },
  );
  const repeated = reach(needed, (index) => children[index]!);
  return [...needed]
    .filter((index) => !parents[index]!.some((parent) => repeated.has(parent)))
    .map((index) => nodes[index]!.name)
    .sort();
}

/** All that can be reached from these, themselves included. */
function reach(from: Iterable<number>, next: (index: number) => readonly number[]): Set<number> {
  const reached = new Set(from);
  // A set hands over what is added to it while it is walked.
  for (const index of reached) for (const other of next(index)) reached.add(other);
  return reached;
}

/** A run makes all its datasets before it starts: what was not made holds nothing. */
function isLost(dataset: string, catalog: Catalog): boolean {
  if (isParameter(dataset)) return false;
  const known = catalog.peek(dataset);
  return known === undefined || known.ephemeral === true;
}
