import {
  node,
  pipeline,
  type DatasetNames,
  type NameMapping,
  type Node,
  type NodeFunction,
  type Pipeline,
  type PipelineItems,
  type PipelineOptions,
} from '@kedro-ts/pipeline';
import { makeFunction } from './make-function.js';
import { orderRecordInputs } from './order-record-inputs.js';
import { isNestedPipeline, isNodeSpec, type MappingSpec, type NodeSpec, type PipelineSpec } from './spec.js';

/** Gives the body of a node's function. */
export type BodyOf = (spec: NodeSpec) => NodeFunction | undefined;

/** Makes the node that a case describes; wrong parts are handed over as they are, for `node()` to refuse. */
export function makeNode(spec: NodeSpec, bodyOf: BodyOf = () => undefined): Node {
  const { name, tags, namespace, confirms } = spec;
  return node(
    makeFunction(spec.func, bodyOf(spec)),
    orderRecordInputs(spec) as DatasetNames,
    spec.outputs as DatasetNames,
    withoutNulls({ name, tags, namespace, confirms, module: spec.func.module ?? 'oracle_funcs' }),
  );
}

/** Makes the pipeline that a case describes. */
export function makePipeline(spec: unknown, bodyOf?: BodyOf): Pipeline {
  if (typeof spec !== 'object' || spec === null) return spec as Pipeline;
  const { nodes, ...mapping } = spec as PipelineSpec;
  return pipeline(makeItems(nodes, bodyOf), makePipelineOptions(mapping));
}

/** The options of `pipeline()`. A list of names is a set of names in Kedro. */
export function makePipelineOptions(spec: MappingSpec): PipelineOptions {
  const { inputs, outputs, parameters, tags, namespace, prefix_datasets_with_namespace } = spec;
  return withoutNulls({
    inputs: toNames(inputs),
    outputs: toNames(outputs),
    parameters: toNames(parameters),
    tags,
    namespace,
    prefixDatasetsWithNamespace: prefix_datasets_with_namespace,
  });
}

function makeItems(items: unknown, bodyOf: BodyOf | undefined): PipelineItems {
  if (isNestedPipeline(items)) return makePipeline(items.pipeline, bodyOf);
  if (!Array.isArray(items)) return items as PipelineItems;
  return items.map((item: unknown) => {
    if (isNestedPipeline(item)) return makePipeline(item.pipeline, bodyOf);
    return isNodeSpec(item) ? makeNode(item, bodyOf) : (item as Node);
  });
}

function toNames(names: unknown): NameMapping | undefined {
  return Array.isArray(names) ? new Set(names as string[]) : (names as NameMapping | undefined);
}

/** Python's None stands for an argument that is left out. */
function withoutNulls(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== null),
  );
}
