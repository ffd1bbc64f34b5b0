import { UnknownGroupingError } from './errors.js';
import type { Node } from './node/node.js';

/** Nodes that belong together, such as for a deployment that runs them as one task. */
export interface NodeGroup {
  readonly name: string;
  /** `namespace`: all nodes of an outermost namespace; `nodes`: a single node. */
  readonly type: 'namespace' | 'nodes';
  /** The names of the nodes in order of execution. */
  readonly nodes: readonly string[];
  /** The names of the groups that this one needs. */
  readonly dependencies: readonly string[];
}

/**
 * Groups nodes by their outermost namespace (a node without one is its own group), or each by itself.
 *
 * @param nodes - in order of execution.
 * @param parents - per node the positions of its parents.
 * @throws UnknownGroupingError for anything but `namespace` and `undefined`.
 */
export function groupNodes(
  nodes: readonly Node[],
  parents: readonly (readonly number[])[],
  grouping: 'namespace' | undefined,
): NodeGroup[] {
  if (grouping !== undefined && grouping !== null && grouping !== 'namespace') {
    throw new UnknownGroupingError(String(grouping));
  }
  const isByNamespace = grouping === 'namespace';
  const groupNames = nodes.map((node) => (isByNamespace && node.namespacePrefixes[0]) || node.name);
  const groups = new Map<string, { type: NodeGroup['type']; nodes: string[]; dependencies: Set<string> }>();
  for (const [index, node] of nodes.entries()) {
    const name = groupNames[index]!;
    const type = isByNamespace && node.namespace !== undefined ? 'namespace' : 'nodes';
    if (!groups.has(name)) groups.set(name, { type, nodes: [], dependencies: new Set() });
    const group = groups.get(name)!;
    group.nodes.push(node.name);
    for (const parent of parents[index]!) group.dependencies.add(groupNames[parent]!);
    group.dependencies.delete(name);
  }
  return [...groups].map(([name, group]) => ({ ...group, name, dependencies: [...group.dependencies] }));
}
