import { Node, Pipeline, type NodeGroup } from '@kedro-ts/pipeline';
import type { Comparison } from '../compare/comparison.js';
import { isRefusedForItsSignature } from '../divergence/call-signatures.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import { isRecordedError, type OracleCase, type RecordedError } from '../oracle/oracle-case.js';
import { applyOperation } from '../spec/apply-operation.js';
import { describeGroups, describeNode, describeShape } from '../spec/describe-node.js';
import { makeNode, makePipeline } from '../spec/make-pipeline.js';
import type { NodeSpec, OperationSpec, PipelineSpec } from '../spec/spec.js';
import { attempt } from './attempt.js';

interface Given {
  readonly node?: NodeSpec;
  readonly pipeline?: PipelineSpec;
  readonly op?: OperationSpec;
}

type Made = Node | Pipeline | NodeGroup[];

type Expected =
  | (RecordedError & { readonly stage?: string })
  | { readonly stage?: string; readonly ok: Readonly<Record<string, unknown>> };

/** Builds what should fail (or, surprisingly, should not), and does the operation if there is one. */
export function comparePipelineErrors(comparison: Comparison): void {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, Expected>;
  let stage = 'build';
  const { value, thrown } = attempt((): Made => {
    if (given.node !== undefined) return makeNode(given.node);
    const made = makePipeline(given.pipeline);
    // A pipeline must not put off what is wrong with it until somebody looks at its nodes.
    if (given.op === undefined) return made;
    stage = 'op';
    return applyOperation(made, given.op);
  });
  if (!isRecordedError(expect)) {
    if (value === undefined) comparison.differ('/ok', show(thrown), expect.ok);
    else comparison.equal('/ok', describe(value), expect.ok);
    if (expect.stage !== undefined) comparison.equal('/stage', stage, expect.stage);
    return;
  }
  if (value !== undefined && isRefusedForItsSignature(given, expect)) {
    comparison.diverge('call-signatures');
    if (given.node !== undefined) compareDeclared(comparison, value as Node, given.node);
    return;
  }
  if (expect.stage !== undefined && (value !== undefined || stage !== expect.stage)) {
    comparison.differ(
      '/stage',
      value === undefined ? `${stage}, ${show(thrown)}` : 'nothing failed',
      `${expect.stage}, ${expect.message}`,
    );
    return;
  }
  compareError(comparison, '', thrown, expect);
}

/** A node that only its types refuse is, at run time, the node that was declared. */
function compareDeclared(comparison: Comparison, made: Node, spec: NodeSpec): void {
  const expected = { inputs: flatten(spec.inputs), outputs: flatten(spec.outputs) };
  comparison.equal('', { inputs: [...made.inputs].sort(), outputs: [...made.outputs].sort() }, expected);
  if (spec.name) comparison.equal('', made.shortName, spec.name);
}

function flatten(names: unknown): string[] {
  return typeof names === 'string'
    ? [names]
    : Object.values((names ?? {}) as Readonly<Record<string, string>>).sort();
}

function describe(made: Made): unknown {
  if (made instanceof Node) return describeNode(made);
  return made instanceof Pipeline ? describeShape(made) : { value: describeGroups(made) };
}
