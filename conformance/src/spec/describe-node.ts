import type { Node, NodeGroup, Pipeline } from '@kedro-ts/pipeline';
import { sortNames } from '../compare/compare-code-points.js';

/** A node as recorded: tags sorted, confirms only where there are some. */
export function describeNode({
  name,
  inputs,
  outputs,
  tags,
  namespace,
  confirms,
}: Node): Readonly<Record<string, unknown>> {
  return {
    name,
    inputs,
    outputs,
    tags: sortNames(tags),
    namespace: namespace ?? null,
    ...(confirms.length > 0 && { confirms }),
  };
}

/** The names of the nodes in order, and the free datasets, as recorded. */
export function describeShape({ nodes, inputs, outputs }: Pipeline): Readonly<Record<string, unknown>> {
  return { nodes: nodes.map(({ name }) => name), inputs: sortNames(inputs), outputs: sortNames(outputs) };
}

/** Groups of nodes as recorded: name, type, nodes, dependencies. */
export function describeGroups(groups: readonly NodeGroup[]): unknown[] {
  return groups.map(({ name, type, nodes, dependencies }) => [name, type, nodes, dependencies]);
}
