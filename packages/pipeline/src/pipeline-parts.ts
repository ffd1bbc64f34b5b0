import { buildGraph } from './graph/build-graph.js';
import { findInterruptedNamespaces } from './graph/interrupted-namespaces.js';
import { Selection } from './graph/selection.js';
import type { Node } from './node/node.js';
import { warn } from './warn.js';

/** What a pipeline consists of: the nodes of a checked graph, which of them belong to it, and what was warned about. */
export interface PipelineParts {
  /** The nodes of the graph, in order of declaration; more than belong to the pipeline when it is a slice. */
  readonly members: readonly Node[];
  readonly selection: Selection;
  /** Interrupted namespaces that the user was told about, here or in a pipeline this one was made of. */
  readonly reported: ReadonlySet<string>;
}

/**
 * Checks nodes and makes them the parts of a pipeline; warns about interrupted namespaces not yet reported.
 *
 * @throws the errors of `buildGraph`.
 */
export function assemble(members: readonly Node[], reported: Iterable<string> = []): PipelineParts {
  const graph = buildGraph(members);
  const told = new Set(reported);
  const namespaces = members.map((node) => node.namespace);
  for (const { namespace, path } of findInterruptedNamespaces(graph, namespaces)) {
    if (told.has(namespace)) continue;
    told.add(namespace);
    warn(
      'KEDRO_NAMESPACE_INTERRUPTED',
      `The namespace "${namespace}" cannot run as one group: a path leaves it and comes back by way of ` +
        `${path.join(' -> ')}. Move these nodes into the namespace, or split it.`,
    );
  }
  return { members, selection: new Selection(graph), reported: told };
}

/** The nodes that belong to the pipeline, in order of declaration. */
export function declaredNodes({ members, selection }: PipelineParts): Node[] {
  return selection.indices.map((index) => members[index]!);
}

/** The same graph with other nodes in the place of those that belong to the pipeline. */
export function replaceNodes(parts: PipelineParts, replace: (node: Node) => Node): PipelineParts {
  const members = [...parts.members];
  for (const index of parts.selection.indices) members[index] = replace(members[index]!);
  return { ...parts, members };
}
