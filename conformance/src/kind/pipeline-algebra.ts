import { Pipeline } from '@kedro-ts/pipeline';
import type { Comparison } from '../compare/comparison.js';
import { sortNames } from '../compare/compare-code-points.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import { isRecordedError, type OracleCase, type RecordedError } from '../oracle/oracle-case.js';
import { applyOperation } from '../spec/apply-operation.js';
import { describeGroups, describeNode, describeShape } from '../spec/describe-node.js';
import { makePipeline } from '../spec/make-pipeline.js';
import type { OperationSpec, PipelineSpec } from '../spec/spec.js';
import { attempt } from './attempt.js';
import { compareWarnings } from './compare-warnings.js';

interface Given {
  readonly pipeline: PipelineSpec;
  readonly ops: readonly OperationSpec[];
}

type Answer = RecordedError | Readonly<Record<string, unknown>>;

interface Expected {
  readonly base: Readonly<Record<string, unknown>>;
  readonly ops: readonly Answer[];
}

/** Asks a pipeline for its structure, and does each operation with it. */
export async function comparePipelineAlgebra(comparison: Comparison): Promise<void> {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, Expected>;
  const made = await compareWarnings(comparison, () => makePipeline(given.pipeline));
  const { warnings: _, ...base } = expect.base;
  comparison.equal('/base', describeStructure(made), {
    ...base,
    node_dependencies: toPairs(base['node_dependencies']),
  });
  for (const [index, operation] of given.ops.entries()) {
    compareOperation(comparison, `/ops/${index}`, made, operation, expect.ops[index]!);
  }
}

function compareOperation(
  comparison: Comparison,
  at: string,
  made: Pipeline,
  operation: OperationSpec,
  expected: Answer,
): void {
  const { value, thrown } = attempt(() => applyOperation(made, operation));
  if (isRecordedError(expected)) return compareError(comparison, at, thrown, expected);
  if (value === undefined) return comparison.differ(at, show(thrown), expected);
  const { warnings: _, ...answer } = expected;
  if (!(value instanceof Pipeline)) return comparison.equal(at, { value: describeGroups(value) }, answer);
  const detail = 'detail' in answer && { detail: value.nodes.map(describeNode) };
  comparison.equal(at, { ...describeShape(value), ...detail }, answer);
}

function describeStructure(made: Pipeline): Readonly<Record<string, unknown>> {
  const dependencies = [...made.nodeDependencies].map(([node, needed]) => [
    node.name,
    sortNames([...needed].map(({ name }) => name)),
  ]);
  return {
    ...describeShape(made),
    grouped_nodes: made.groupedNodes.map((group) => group.map(({ name }) => name)),
    all_inputs: sortNames(made.allInputs),
    all_outputs: sortNames(made.allOutputs),
    datasets: sortNames(made.datasets),
    node_dependencies: toPairs(Object.fromEntries(dependencies)),
    describe_names: made.describe(),
    describe_full: made.describe({ namesOnly: false }),
    to_json: made.toJSON().pipeline,
    group_by_namespace: describeGroups(made.groupNodesBy('namespace')),
  };
}

/** Names of nodes may end in a hash, so they are compared as values, not as keys. */
function toPairs(record: unknown): unknown[] {
  const entries = record as Readonly<Record<string, unknown>>;
  return sortNames(Object.keys(entries)).map((name) => [name, entries[name]]);
}
