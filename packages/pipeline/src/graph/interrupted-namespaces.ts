import type { Graph } from './build-graph.js';

/** A namespace that a path through the graph leaves and comes back to. */
export interface InterruptedNamespace {
  readonly namespace: string;
  /** The nodes between leaving and coming back, by name. */
  readonly path: readonly string[];
}

/**
 * Namespaces `n` for which some path runs from a node in `n` (or below it) through a node outside to a node that is
 * exactly in `n`.
 *
 * Only those are followed that are left in an earlier layer than they last occur in, 31 at a time as bits that travel from
 * parents to children: a pass over the graph for each 31 suspects.
 *
 * @param namespaces - per node.
 */
export function findInterruptedNamespaces(
  graph: Graph,
  namespaces: readonly (string | undefined)[],
): InterruptedNamespace[] {
  if (namespaces.every((namespace) => namespace === undefined)) return [];
  const suspects = findSuspects(graph, namespaces);
  const found: InterruptedNamespace[] = [];
  for (let from = 0; from < suspects.length; from += 31) {
    found.push(...followSuspects(graph, namespaces, suspects.slice(from, from + 31)));
  }
  return found;
}

function findSuspects(graph: Graph, namespaces: readonly (string | undefined)[]): string[] {
  const level = levels(graph);
  const last = new Map<string, number>();
  for (let node = 0; node < graph.size; node++) {
    const namespace = namespaces[node];
    if (namespace !== undefined) last.set(namespace, Math.max(last.get(namespace) ?? 0, level[node]!));
  }
  const left = new Map<string, number>();
  const prefixes = new Map<string, readonly string[]>();
  for (let child = 0; child < graph.size; child++) {
    for (let at = graph.parentStarts[child]!; at < graph.parentStarts[child + 1]!; at++) {
      const namespace = namespaces[graph.parents[at]!];
      if (namespace === undefined || namespace === namespaces[child]) continue;
      if (!prefixes.has(namespace)) prefixes.set(namespace, prefixesOf(namespace));
      for (const prefix of prefixes.get(namespace)!) {
        if (!last.has(prefix) || isWithin(namespaces[child], prefix)) continue;
        left.set(prefix, Math.min(left.get(prefix) ?? Infinity, level[child]!));
      }
    }
  }
  return [...left].filter(([prefix, at]) => at < last.get(prefix)!).map(([prefix]) => prefix);
}

function followSuspects(
  graph: Graph,
  namespaces: readonly (string | undefined)[],
  suspects: readonly string[],
): InterruptedNamespace[] {
  const found = new Map<string, InterruptedNamespace>();
  const bits = new Int32Array(graph.size);
  const around = new Map<string, readonly number[]>();
  /** The suspects that the step from one namespace into another leaves, as bits. */
  const leaving = (from: string | undefined, to: string | undefined): number => {
    if (from === undefined || from === to) return 0;
    let within = around.get(from);
    if (within === undefined) {
      within = [...suspects.keys()].filter((bit) => isWithin(from, suspects[bit]!));
      around.set(from, within);
    }
    let left = 0;
    for (const bit of within) if (!isWithin(to, suspects[bit]!)) left |= 1 << bit;
    return left;
  };
  for (const node of graph.topology) {
    let inherited = 0;
    let left = 0;
    for (let at = graph.parentStarts[node]!; at < graph.parentStarts[node + 1]!; at++) {
      const parent = graph.parents[at]!;
      inherited |= bits[parent]!;
      left |= leaving(namespaces[parent], namespaces[node]);
    }
    bits[node] = inherited | left;
    const namespace = namespaces[node];
    if (namespace === undefined || inherited === 0 || found.has(namespace)) continue;
    const bit = suspects.indexOf(namespace);
    if (bit === -1 || (inherited & (1 << bit)) === 0) continue;
    found.set(namespace, { namespace, path: walkBack(graph, namespaces, bits, node, 1 << bit) });
  }
  return [...found.values()];
}

/** From the node that is back in the namespace up to the first node outside it. */
function walkBack(
  graph: Graph,
  namespaces: readonly (string | undefined)[],
  bits: Int32Array,
  end: number,
  bit: number,
): string[] {
  const path: string[] = [];
  const namespace = namespaces[end]!;
  for (let node = end; ;) {
    const parents = graph.parents.subarray(graph.parentStarts[node], graph.parentStarts[node + 1]);
    const isFirstOutside = node !== end && parents.some((parent) => isWithin(namespaces[parent], namespace));
    if (isFirstOutside && !isWithin(namespaces[node], namespace)) return path.reverse();
    node = parents.find((parent) => (bits[parent]! & bit) !== 0)!;
    path.push(graph.names[node]!);
  }
}

function levels({ topology, parentStarts, parents, size }: Graph): Int32Array {
  const level = new Int32Array(size);
  for (const node of topology) {
    for (let at = parentStarts[node]!; at < parentStarts[node + 1]!; at++) {
      level[node] = Math.max(level[node]!, level[parents[at]!]! + 1);
    }
  }
  return level;
}

function prefixesOf(namespace: string): readonly string[] {
  const parts = namespace.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function isWithin(namespace: string | undefined, outer: string): boolean {
  return namespace !== undefined && (namespace === outer || namespace.startsWith(`${outer}.`));
}
