import { compareCodePoints } from './compare-code-points.js';
import { UnknownGroupingError } from './errors.js';
import type { Node } from './node/node.js';

/** Nodes that belong together, such as for a deployment that runs them as one task. */
export interface NodeGroup {
  readonly name: string;
  /** `namespace`: all nodes of an outermost namespace; `nodes`: a single node. */
  readonly type: 'namespace' | 'nodes';
  /** The names of the nodes in order of execution. */
  readonly nodes: readonly string[];
  /** The names of the groups that this one needs, in the order in which its nodes need them. */
  readonly dependencies: readonly string[];
}

/** What nodes can be grouped by; `none` is one group per node. */
export type NodeGrouping = 'namespace' | 'none';

/**
 * Groups nodes by their outermost namespace (a node without one is its own group), or each by itself.
 *
 * @param nodes - in order of execution.
 * @param parents - per node the positions of its parents.
 * @param grouping - upper and lower case are the same.
 * @throws UnknownGroupingError for any other grouping.
 */
export function groupNodes(
  nodes: readonly Node[],
  parents: readonly (readonly number[])[],
  grouping: NodeGrouping,
): NodeGroup[] {
  const isByNamespace = resolveGrouping(grouping) === 'namespace';
  const groupNames = nodes.map((node) => (isByNamespace && node.namespacePrefixes[0]) || node.name);
  const groups = new Map<string, { type: NodeGroup['type']; nodes: string[]; dependencies: Set<string> }>();
  for (const [index, node] of nodes.entries()) {
    const name = groupNames[index]!;
    const type = isByNamespace && node.namespace !== undefined ? 'namespace' : 'nodes';
    if (!groups.has(name)) groups.set(name, { type, nodes: [], dependencies: new Set() });
    const group = groups.get(name)!;
    group.nodes.push(node.name);
    const parentsByName = [...parents[index]!].sort((a, b) =>
      compareCodePoints(nodes[a]!.name, nodes[b]!.name),
    );
    for (const parent of parentsByName) group.dependencies.add(groupNames[parent]!);
    group.dependencies.delete(name);
  }
  return [...groups].map(([name, group]) => ({ name, ...group, dependencies: [...group.dependencies] }));
}

function resolveGrouping(grouping: NodeGrouping): NodeGrouping {
  const lowerCase: unknown = typeof grouping === 'string' ? grouping.toLowerCase() : grouping;
  if (lowerCase === 'namespace' || lowerCase === 'none') return lowerCase;
  throw new UnknownGroupingError(String(grouping));
}
