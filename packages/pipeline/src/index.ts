export { node, Node } from './node/node.js';
export { currentNode } from './node/current-node.js';
export { retryDelay } from './node/retry.js';
export { pipeline } from './create-pipeline.js';
export { typed } from './typed/typed.js';
export { Pipeline, sumPipelines } from './pipeline.js';
export { isParameter, stripTranscoding, transcodeSplit } from './dataset-name.js';
export { AMOUNT_FORMAT, parseAmount } from './resource-amount.js';

export type { DatasetNames } from './dataset-name.js';
export type { NodeFunction, NodeOptions } from './node/resolve-node.js';
export type { CurrentNode } from './node/current-node.js';
export type { Retry, RetryPolicy } from './node/retry.js';
export type { NodeOutputs } from './node/node-outputs.js';
export type { NodeJson } from './node/node.js';
export type { ResourceAmount, Resources } from './resource-amount.js';
export type { PipelineItems, PipelineOptions } from './create-pipeline.js';
export type {
  TypedNode,
  TypedNodeOptions,
  TypedPipeline,
  TypedPipelineOptions,
  TypedPipelines,
} from './typed/typed.js';
export type { AnyCatalog, AnyIndex, CatalogIndex, NamespaceOf } from './typed/catalog-index.js';
export type { Because, Mismatch, Mistake } from './typed/mistake.js';
export type { NameMapping } from './map-datasets.js';
export type { PipelineJson } from './pipeline.js';
export type { PipelineGraph } from './pipeline-structure.js';
export type { PipelineFilter } from './slice/filter-nodes.js';
export type { DescribeOptions } from './describe-pipeline.js';
export type { NodeGroup, NodeGrouping } from './group-nodes.js';

export {
  CircularDependencyError,
  DatasetNotInPipelineError,
  DuplicateConfirmError,
  DuplicateNodeNameError,
  DuplicateOutputError,
  EmptyFilterResultError,
  InvalidDatasetNameError,
  InvalidMappingError,
  InvalidNodeError,
  InvalidPipelineError,
  MixedTranscodingError,
  NamespaceNotFoundError,
  NoCurrentNodeError,
  NodeInputsError,
  NodeNotFoundError,
  NodeOutputsError,
  UnknownGroupingError,
  UnknownMappedDatasetError,
} from './errors.js';
