import type { Graph } from './build-graph.js';

/**
 * One circle among the nodes that could not be ordered, each node after the one it waits for.
 *
 * @param waiting - per node the number of its parents that could not be ordered; some of them must be positive.
 */
export function findCycle(
  { parentStarts, parents }: Pick<Graph, 'parentStarts' | 'parents'>,
  waiting: Int32Array,
): number[] {
  const seenAt = new Map<number, number>();
  const path: number[] = [];
  let node = waiting.findIndex((count) => count > 0);
  // Every node left has a parent left, so a walk upwards must come back to a node it has seen.
  while (!seenAt.has(node)) {
    seenAt.set(node, path.length);
    path.push(node);
    node = parents
      .subarray(parentStarts[node], parentStarts[node + 1])
      .find((parent) => waiting[parent]! > 0)!;
  }
  return path.slice(seenAt.get(node)).reverse();
}
