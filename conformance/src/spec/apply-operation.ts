import type { Pipeline } from '@kedro-ts/pipeline';
import { pipeline, sumPipelines, type NodeGroup, type NodeGrouping } from '@kedro-ts/pipeline';
import { UnknownSpecError } from '../errors.js';
import { makePipeline, makePipelineOptions } from './make-pipeline.js';
import type { OperationSpec } from './spec.js';

/** What is done by a method that takes names and gives a pipeline. */
const slices = {
  from_nodes: 'fromNodes',
  to_nodes: 'toNodes',
  only_nodes: 'onlyNodes',
  from_inputs: 'fromInputs',
  to_outputs: 'toOutputs',
  only_nodes_with_tags: 'onlyNodesWithTags',
  only_nodes_with_inputs: 'onlyNodesWithInputs',
  only_nodes_with_outputs: 'onlyNodesWithOutputs',
  only_nodes_with_namespaces: 'onlyNodesWithNamespaces',
} as const;

/** Does with a pipeline what a case asks. */
export function applyOperation(given: Pipeline, operation: OperationSpec): Pipeline | NodeGroup[] {
  const { op, kwargs = {}, others = [] } = operation;
  switch (op) {
    case '+':
    case '|':
      return given.union(makePipeline(operation.other));
    case '-':
      return given.difference(makePipeline(operation.other));
    case '&':
      return given.intersection(makePipeline(operation.other));
    case 'sum':
      return sumPipelines([given, ...others.map((other) => makePipeline(other))]);
    case 'pipeline':
      return pipeline(given, makePipelineOptions(kwargs));
    case 'pipeline_list':
      return pipeline([given, ...others.map((other) => makePipeline(other))], makePipelineOptions(kwargs));
    case 'tag':
      return given.tag(operation.tags ?? []);
    case 'group_nodes_by':
      return given.groupNodesBy((operation.by ?? undefined) as NodeGrouping | undefined);
    case 'filter':
      return given.filter(
        Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camelCase(key), value])),
      );
  }
  if (!Object.hasOwn(slices, op)) throw new UnknownSpecError(`the operation "${op}"`);
  // A text as arguments is spread into its letters, in Python as here.
  return given[slices[op as keyof typeof slices]](...(operation.args ?? []));
}

function camelCase(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
