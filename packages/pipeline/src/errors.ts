/** A node that cannot exist: its function, datasets, name, tags, confirms, namespace, resources, retry or timeout are not acceptable. */
export class InvalidNodeError extends Error {
  readonly code = 'KEDRO_INVALID_NODE' as const;
  override readonly name = 'InvalidNodeError';

  constructor(
    /** The node as far as it can be named. */
    readonly node: string,
    /** Which part of the definition is at fault. */
    readonly part:
      | 'func'
      | 'inputs'
      | 'outputs'
      | 'name'
      | 'tags'
      | 'confirms'
      | 'namespace'
      | 'module'
      | 'resources'
      | 'retry'
      | 'timeout',
    reason: string,
  ) {
    super(`Node ${node} cannot be created: ${reason}`);
  }
}

/** A dataset name with more than one `@`. */
export class InvalidDatasetNameError extends Error {
  readonly code = 'KEDRO_INVALID_DATASET_NAME' as const;
  override readonly name = 'InvalidDatasetNameError';

  constructor(readonly dataset: string) {
    super(
      `"${dataset}" is no dataset name: "@" separates a dataset from its format and may stand in it once.`,
    );
  }
}

/** `Node.run` was given other datasets than the node reads. */
export class NodeInputsError extends Error {
  readonly code = 'KEDRO_NODE_INPUTS' as const;
  override readonly name = 'NodeInputsError';

  constructor(
    readonly node: string,
    readonly expected: readonly string[],
    readonly given: readonly string[],
  ) {
    super(
      `Node ${node} was run with ${list(given)}, but it reads ${list(expected)}: hand over exactly these.`,
    );
  }
}

/** A node's function returned (or yielded) something that does not fit the node's outputs. */
export class NodeOutputsError extends Error {
  readonly code = 'KEDRO_NODE_OUTPUTS' as const;
  override readonly name = 'NodeOutputsError';

  constructor(
    readonly node: string,
    readonly outputs: readonly string[],
    reason: string,
  ) {
    super(
      `The outputs ${list(outputs)} of node ${node} cannot be taken from what its function gave: ${reason}`,
    );
  }
}

/** Something that is neither a node nor a pipeline was put into a pipeline, or an option has the wrong type. */
export class InvalidPipelineError extends Error {
  readonly code = 'KEDRO_INVALID_PIPELINE' as const;
  override readonly name = 'InvalidPipelineError';

  constructor(reason: string) {
    super(`The pipeline cannot be built: ${reason}`);
  }
}

/** Several different nodes have one name, or one node was asked for twice. */
export class DuplicateNodeNameError extends Error {
  readonly code = 'KEDRO_DUPLICATE_NODE_NAME' as const;
  override readonly name = 'DuplicateNodeNameError';

  constructor(readonly nodes: readonly string[]) {
    super(
      `Each node of a pipeline needs a name of its own, but these occur more than once: ${list(nodes)}. ` +
        `Set the option "name" of node(), or a namespace.`,
    );
  }
}

/** Several nodes, or several outputs of one node, write the same dataset. */
export class DuplicateOutputError extends Error {
  readonly code = 'KEDRO_DUPLICATE_OUTPUT' as const;
  override readonly name = 'DuplicateOutputError';

  constructor(readonly datasets: readonly string[]) {
    super(
      `A dataset may be the output of one node only, but these are written more than once: ${list(datasets)}.`,
    );
  }
}

/** Several nodes confirm the same dataset. */
export class DuplicateConfirmError extends Error {
  readonly code = 'KEDRO_DUPLICATE_CONFIRM' as const;
  override readonly name = 'DuplicateConfirmError';

  constructor(readonly datasets: readonly string[]) {
    super(
      `A dataset may be confirmed by one node only, but these are confirmed more than once: ${list(datasets)}.`,
    );
  }
}

/** Nodes wait for each other in a circle. */
export class CircularDependencyError extends Error {
  readonly code = 'KEDRO_CIRCULAR_DEPENDENCY' as const;
  override readonly name = 'CircularDependencyError';

  constructor(
    /** The names of the nodes on one circle, each reading an output of the one before, the first of the last. */
    readonly cycle: readonly string[],
  ) {
    super(
      `These nodes wait for each other: ${[...cycle, cycle[0]].join(' -> ')}. Break the circle at one dataset.`,
    );
  }
}

/** Datasets that are used both with a format (`cars@arrow`) and without one (`cars`). */
export class MixedTranscodingError extends Error {
  readonly code = 'KEDRO_MIXED_TRANSCODING' as const;
  override readonly name = 'MixedTranscodingError';

  constructor(readonly datasets: readonly string[]) {
    super(
      `These datasets are used with an "@format" in one place and without one in another: ${list(datasets)}. ` +
        `Give every use a format, or none.`,
    );
  }
}

/** Nodes were asked for that the pipeline does not have. */
export class NodeNotFoundError extends Error {
  readonly code = 'KEDRO_NODE_NOT_FOUND' as const;
  override readonly name = 'NodeNotFoundError';

  constructor(
    readonly nodes: readonly string[],
    readonly nearMisses: readonly string[],
  ) {
    super(`The pipeline has no node ${list(nodes)}.${hint(nearMisses)}`);
  }
}

/** Datasets were asked for that no node of the pipeline reads or writes. */
export class DatasetNotInPipelineError extends Error {
  readonly code = 'KEDRO_DATASET_NOT_IN_PIPELINE' as const;
  override readonly name = 'DatasetNotInPipelineError';

  constructor(
    readonly datasets: readonly string[],
    readonly nearMisses: readonly string[],
  ) {
    super(`No node of the pipeline reads or writes ${list(datasets)}.${hint(nearMisses)}`);
  }
}

/** Namespaces were asked for that hold no node of the pipeline. */
export class NamespaceNotFoundError extends Error {
  readonly code = 'KEDRO_NAMESPACE_NOT_FOUND' as const;
  override readonly name = 'NamespaceNotFoundError';

  constructor(
    readonly namespaces: readonly string[],
    readonly nearMisses: readonly string[],
  ) {
    super(`The pipeline has no node in the namespace ${list(namespaces)}.${hint(nearMisses)}`);
  }
}

/** Datasets or parameters were mapped that no node of the pipeline uses. */
export class UnknownMappedDatasetError extends Error {
  readonly code = 'KEDRO_UNKNOWN_MAPPED_DATASET' as const;
  override readonly name = 'UnknownMappedDatasetError';

  constructor(
    readonly datasets: readonly string[],
    readonly nearMisses: readonly string[],
  ) {
    super(
      `"inputs", "outputs" or "parameters" name ${list(datasets)}, which no node uses.${hint(nearMisses)}`,
    );
  }
}

/** A mapping names a dataset in the wrong option, or maps it to something that is no name. */
export class InvalidMappingError extends Error {
  readonly code = 'KEDRO_INVALID_MAPPING' as const;
  override readonly name = 'InvalidMappingError';

  constructor(
    readonly option: 'inputs' | 'outputs' | 'parameters',
    readonly datasets: readonly string[],
    reason: string,
  ) {
    super(`The option "${option}" names ${list(datasets)}, but ${reason}`);
  }
}

/** No node meets all conditions of a filter. */
export class EmptyFilterResultError extends Error {
  readonly code = 'KEDRO_EMPTY_FILTER_RESULT' as const;
  override readonly name = 'EmptyFilterResultError';

  constructor(
    /** The names of the conditions that were given. */
    readonly conditions: readonly string[],
    /** Tags that were asked for and that no node has. */
    readonly unknownTags: readonly string[],
    readonly nearMisses: readonly string[],
  ) {
    const asked =
      conditions.length === 0 ? 'The pipeline has no nodes' : `No node meets ${conditions.join(' and ')}`;
    const tags = unknownTags.length === 0 ? '' : ` No node has the tag ${list(unknownTags)}.`;
    super(`${asked}: there would be nothing to run.${tags}${hint(nearMisses)}`);
  }
}

/** Nodes were to be grouped by something they cannot be grouped by. */
export class UnknownGroupingError extends Error {
  readonly code = 'KEDRO_UNKNOWN_GROUPING' as const;
  override readonly name = 'UnknownGroupingError';

  constructor(readonly grouping: string) {
    super(`Nodes cannot be grouped by "${grouping}": use "namespace", or "none" for one group per node.`);
  }
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no dataset' : names.map((name) => JSON.stringify(name)).join(', ');
}

function hint(nearMisses: readonly string[]): string {
  return nearMisses.length === 0
    ? ''
    : ` Did you mean ${nearMisses.map((name) => JSON.stringify(name)).join(' or ')}?`;
}

/** `currentNode()` was called where no function of a node starts. */
export class NoCurrentNodeError extends Error {
  override readonly name = 'NoCurrentNodeError';
  readonly code = 'KEDRO_NO_CURRENT_NODE' as const;

  constructor() {
    super(
      'No function of a node is starting here. Call currentNode() in the function of a node that a runner runs, before its first ' +
        'await, and keep what it gives: const { signal } = currentNode().',
    );
  }
}
