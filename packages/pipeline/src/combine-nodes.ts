import type { Selection } from './graph/selection.js';
import { isSameNode } from './node/same-node.js';
import type { Node } from './node/node.js';
import { assemble, declaredNodes, type PipelineParts } from './pipeline-parts.js';

/**
 * The nodes of all pipelines; of several equal nodes the first is kept.
 *
 * @throws the errors of `buildGraph`, such as DuplicateNodeNameError for different nodes of one name.
 */
export function uniteNodes(pipelines: readonly PipelineParts[]): PipelineParts {
  const byName = new Map<string, Node>();
  const members: Node[] = [];
  for (const node of pipelines.flatMap(declaredNodes)) {
    const known = byName.get(node.name);
    if (known !== undefined && isSameNode(known, node)) continue;
    byName.set(node.name, node);
    members.push(node);
  }
  return assemble(members, new Set(pipelines.flatMap(({ reported }) => [...reported])));
}

/** The nodes of the first pipeline that the second does not have. */
export function subtractNodes(parts: PipelineParts, other: PipelineParts): PipelineParts {
  const isKnown = membership(other);
  return keep(parts, (node) => !isKnown(node));
}

/**
 * The nodes that are in both pipelines. Of two equal nodes the one from the shorter pipeline is kept, at equal length that
 * of the other one: this is what Kedro does and shows only in the tags.
 */
export function intersectNodes(parts: PipelineParts, other: PipelineParts): PipelineParts {
  const isShorter = parts.selection.indices.length < other.selection.indices.length;
  return isShorter ? keep(parts, membership(other)) : keep(other, membership(parts));
}

function membership({ members, selection }: PipelineParts): (node: Node) => boolean {
  const { indexByName } = selection.graph;
  return (node) => {
    const index = indexByName.get(node.name);
    return index !== undefined && selection.has(index) && isSameNode(members[index]!, node);
  };
}

function keep(parts: PipelineParts, isKept: (node: Node) => boolean): PipelineParts {
  const { members, selection } = parts;
  const kept: Selection = selection.pick(selection.indices.filter((index) => isKept(members[index]!)));
  return { ...parts, selection: kept };
}
