import { sortNames } from './compare-code-points.js';
import type { Node } from './node/node.js';

/** How much a description says. */
export interface DescribeOptions {
  /** `false`: with function and datasets of each node; default: `true`. */
  namesOnly?: boolean;
}

/** The inputs, the nodes in order of execution and the outputs as text. */
export function describePipeline(
  nodes: readonly Node[],
  inputs: ReadonlySet<string>,
  outputs: ReadonlySet<string>,
  { namesOnly = true }: DescribeOptions,
): string {
  const lines = nodes.map((node) => (namesOnly ? node.name : node.toString()));
  const title = '#### Pipeline execution order ####';
  const end = '#'.repeat(title.length);
  return [title, `Inputs: ${join(inputs)}`, '', lines.join('\n'), '', `Outputs: ${join(outputs)}`, end].join(
    '\n',
  );
}

function join(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'None' : sortNames(names).join(', ');
}
