import type { Catalog } from '@kedro-ts/io';
import { isParameter, type Node, type Pipeline } from '@kedro-ts/pipeline';

/**
 * The nodes from which an interrupted run can be taken up again: whatever is unfinished, what comes after it, and as much
 * before it as is needed to make inputs again that were only in memory. Of those nodes, the ones that need no other.
 *
 * @param done - the nodes whose outputs are saved
 * @returns node names, sorted; empty when nothing was finished or nothing is left
 */
export function findNodesToResumeFrom(
  pipeline: Pipeline,
  done: ReadonlySet<Node>,
  catalog: Catalog,
): string[] {
  const { nodes } = pipeline;
  const { parents, children } = pipeline.graph;
  const needed = new Set<number>();
  const queue: number[] = [];
  const add = (index: number): void => {
    if (needed.has(index)) return;
    needed.add(index);
    queue.push(index);
  };
  nodes.forEach((node, index) => !done.has(node) && add(index));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    // Whatever comes after a node that runs again has to see its new outputs.
    for (const child of children[index]!) add(child);
    const lost = new Set(nodes[index]!.inputs.filter((dataset) => isLost(dataset, catalog)));
    for (const parent of parents[index]!)
      if (nodes[parent]!.outputs.some((dataset) => lost.has(dataset))) add(parent);
  }
  return [...needed]
    .filter((index) => !parents[index]!.some((parent) => needed.has(parent)))
    .map((index) => nodes[index]!.name)
    .sort();
}

function isLost(dataset: string, catalog: Catalog): boolean {
  if (isParameter(dataset)) return false;
  const known = catalog.peek(dataset);
  return known === undefined ? !catalog.has(dataset) : known.ephemeral === true;
}
