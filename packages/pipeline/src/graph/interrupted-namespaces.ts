import type { Graph } from './build-graph.js';

/** A namespace that a path through the graph leaves and comes back to. */
export interface InterruptedNamespace {
  readonly namespace: string;
  /** The nodes between leaving and coming back, by name. */
  readonly path: readonly string[];
}

/**
 * Namespaces `n` for which some path runs from a node in `n` or below it through a node outside back to a node in `n` or
 * below it; a node that is back in several namespaces at once counts for the outermost.
 *
 * Only those are followed that are left in an earlier layer than they last occur in, 31 at a time as bits that travel from
 * parents to children: one pass over the graph for each 31 suspects.
 *
 * @param namespaces - per node.
 */
export function findInterruptedNamespaces(
  graph: Graph,
  namespaces: readonly (string | undefined)[],
): InterruptedNamespace[] {
  if (namespaces.every((namespace) => namespace === undefined)) return [];
  const prefixes = new Map<string, readonly string[]>();
  for (const namespace of namespaces) {
    if (namespace !== undefined && !prefixes.has(namespace)) prefixes.set(namespace, prefixesOf(namespace));
  }
  const search: Search = {
    graph,
    namespaces,
    prefixes,
    isBack: new Uint8Array(graph.size),
    found: new Map(),
  };
  // Outermost first: then what a node is back in first is what it counts for, also from one pass to the next.
  const suspects = findSuspects(search).sort((a, b) => prefixesOf(a).length - prefixesOf(b).length);
  for (let from = 0; from < suspects.length; from += 31)
    followSuspects(search, suspects.slice(from, from + 31));
  return [...search.found.values()];
}

interface Search {
  readonly graph: Graph;
  readonly namespaces: readonly (string | undefined)[];
  /** Per namespace it and those around it, outermost first. */
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
  /** Per node whether it is known to be back in a namespace. */
  readonly isBack: Uint8Array;
  readonly found: Map<string, InterruptedNamespace>;
}

function findSuspects({ graph, namespaces, prefixes }: Search): string[] {
  const level = levels(graph);
  const last = new Map<string, number>();
  for (let node = 0; node < graph.size; node++) {
    for (const prefix of prefixes.get(namespaces[node] ?? '') ?? []) {
      last.set(prefix, Math.max(last.get(prefix) ?? 0, level[node]!));
    }
  }
  const left = new Map<string, number>();
  for (let child = 0; child < graph.size; child++) {
    for (let at = graph.parentStarts[child]!; at < graph.parentStarts[child + 1]!; at++) {
      const namespace = namespaces[graph.parents[at]!];
      if (namespace === undefined || namespace === namespaces[child]) continue;
      for (const prefix of prefixes.get(namespace)!) {
        if (isWithin(namespaces[child], prefix)) continue;
        left.set(prefix, Math.min(left.get(prefix) ?? Infinity, level[child]!));
      }
    }
  }
  return [...left].filter(([prefix, at]) => at < last.get(prefix)!).map(([prefix]) => prefix);
}

function followSuspects(
  { graph, namespaces, prefixes, isBack, found }: Search,
  suspects: readonly string[],
): void {
  const bits = new Int32Array(graph.size);
  const bitsAround = new Map<string, readonly number[]>();
  for (const [namespace, around] of prefixes) {
    bitsAround.set(
      namespace,
      around.map((prefix) => suspects.indexOf(prefix)).filter((bit) => bit !== -1),
    );
  }
  for (const node of graph.topology) {
    const namespace = namespaces[node];
    let inherited = 0;
    let left = 0;
    for (let at = graph.parentStarts[node]!; at < graph.parentStarts[node + 1]!; at++) {
      const parent = graph.parents[at]!;
      inherited |= bits[parent]!;
      const from = namespaces[parent];
      if (from === undefined || from === namespace) continue;
      for (const bit of bitsAround.get(from)!) if (!isWithin(namespace, suspects[bit]!)) left |= 1 << bit;
    }
    bits[node] = inherited | left;
    if (namespace === undefined || inherited === 0 || isBack[node] === 1) continue;
    const bit = bitsAround.get(namespace)!.find((around) => (inherited & (1 << around)) !== 0);
    if (bit === undefined) continue;
    isBack[node] = 1;
    const suspect = suspects[bit]!;
    if (found.has(suspect)) continue;
    found.set(suspect, {
      namespace: suspect,
      path: walkBack(graph, namespaces, bits, node, suspect, 1 << bit),
    });
  }
}

/** From the node that is back in the namespace up to the first node outside it. */
function walkBack(
  graph: Graph,
  namespaces: readonly (string | undefined)[],
  bits: Int32Array,
  end: number,
  namespace: string,
  bit: number,
): string[] {
  const path: string[] = [];
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
