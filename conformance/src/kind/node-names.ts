import type { Comparison } from '../compare/comparison.js';
import { sortNames } from '../compare/compare-code-points.js';
import type { OracleCase } from '../oracle/oracle-case.js';
import { makeNode } from '../spec/make-pipeline.js';
import type { NodeSpec } from '../spec/spec.js';

/** What Kedro says of a node; `repr`, `unique_key` and `hash_keys` are Python's and have no counterpart. */
interface RecordedNode {
  readonly name: string;
  readonly short_name: string;
  readonly namespace: string | null;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly confirms: readonly string[];
  readonly namespace_prefixes: readonly string[];
  readonly tags: readonly string[];
  readonly str: string;
}

/** Asks a node for its names. */
export function compareNodeNames(comparison: Comparison): void {
  const { in: given, expect } = comparison.oracleCase as OracleCase<
    { readonly node: NodeSpec },
    RecordedNode
  >;
  const made = makeNode(given.node);
  const answers = {
    name: made.name,
    short_name: made.shortName,
    namespace: made.namespace ?? null,
    inputs: made.inputs,
    outputs: made.outputs,
    confirms: made.confirms,
    namespace_prefixes: made.namespacePrefixes,
    tags: sortNames(made.tags),
    str: made.toString(),
  };
  for (const [key, answer] of Object.entries(answers)) {
    // An empty namespace is none; Kedro gives back what it was given.
    const expected = key === 'namespace' ? expect.namespace || null : expect[key as keyof RecordedNode];
    comparison.equal(`/${key}`, answer, expected);
  }
}
