import { didYouMean } from '@kedro-ts/io';
import type { ResourceAmount } from '@kedro-ts/pipeline';

/** Datasets that the pipeline reads but nobody provides. */
export class MissingInputsError extends Error {
  override readonly name = 'MissingInputsError';
  readonly code = 'KEDRO_MISSING_INPUTS' as const;

  constructor(
    readonly missing: readonly {
      readonly dataset: string;
      readonly node: string;
      readonly suggestions: readonly string[];
    }[],
  ) {
    super(
      `The pipeline needs ${missing.length === 1 ? 'a dataset' : 'datasets'} that no node makes and the catalog does not have:\n` +
        missing
          .map(
            ({ dataset, node, suggestions }) =>
              `  - "${dataset}", read by node "${node}".${didYouMean(suggestions)}`,
          )
          .join('\n') +
        '\nAdd them to the catalog (or, for params:, to parameters.yml), or run a node that makes them.',
    );
  }
}

/** Somebody cancelled the run; what was finished is kept. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError';
  readonly code = 'KEDRO_RUN_CANCELLED' as const;

  constructor(cause?: unknown) {
    super('The run was cancelled. Nodes that had finished keep their outputs.', { cause });
  }
}

/** A node took longer than its timeout allows. */
export class NodeTimeoutError extends Error {
  override readonly name = 'NodeTimeoutError';
  readonly code = 'KEDRO_NODE_TIMEOUT' as const;

  constructor(
    readonly node: string,
    /** In milliseconds. */
    readonly timeout: number,
    options?: ErrorOptions,
  ) {
    super(
      `Node "${node}" took longer than its timeout of ${timeout} ms. Raise "timeout" of the node, or let it do less; a function that ` +
        'hands the signal of currentNode() on ends with it.',
      options,
    );
  }
}

/** Several nodes failed in a run that goes on after failures; `errors` says how, in the order in which they did. */
export class NodesFailedError extends AggregateError {
  override readonly name = 'NodesFailedError';
  readonly code = 'KEDRO_NODES_FAILED' as const;

  constructor(readonly failures: readonly { readonly node: string; readonly error: unknown }[]) {
    super(
      failures.map(({ error }) => error),
      `${failures.length} nodes failed:\n` +
        failures
          .map(
            ({ node, error }) => `  - "${node}": ${error instanceof Error ? error.message : String(error)}`,
          )
          .join('\n'),
    );
  }
}

/** An option of a runner that has no meaning. */
export class RunnerOptionError extends Error {
  override readonly name = 'RunnerOptionError';
  readonly code = 'KEDRO_RUNNER_OPTION' as const;

  constructor(
    readonly option: string,
    reason: string,
  ) {
    super(`Runner option ${option}: ${reason}`);
  }
}

/** A node that needs more of a resource than there is; amounts as they were written. */
export interface ResourceShortage {
  readonly node: string;
  readonly resource: string;
  readonly need: ResourceAmount;
  readonly total: ResourceAmount;
}

/** Nodes need more of a resource than there is, so that they could never start. */
export class ResourceShortageError extends Error {
  override readonly name = 'ResourceShortageError';
  readonly code = 'KEDRO_RESOURCE_SHORTAGE' as const;

  constructor(readonly shortages: readonly ResourceShortage[]) {
    super(
      `${shortages.length === 1 ? 'A node needs' : 'Some nodes need'} more of a resource than the run has:\n` +
        shortages
          .map(
            ({ node, resource, need, total }) =>
              `  - node "${node}" needs ${need} of "${resource}", of which there is ${total}.`,
          )
          .join('\n') +
        '\nRaise the total under "resources" of kedro.config (or of the run\'s options), or let the nodes need less.',
    );
  }
}

/** A node changed a value that it was given, or tried to; `cause`, where there is one, tells the place. Only in development. */
export class InputChangedError extends Error {
  override readonly name = 'InputChangedError';
  readonly code = 'KEDRO_INPUT_CHANGED' as const;

  constructor(
    readonly node: string,
    /** What was changed, or may have been. */
    readonly datasets: readonly string[],
    /** How it was noticed. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Node "${node}" changed ${datasets.length === 1 ? 'its input' : 'one of its inputs'} ${list(datasets)} (${reason}). Nodes ` +
        'that read the same value in memory share it, so none may change it. Return a new value instead ' +
        `([...rows, row], {...row, price}, rows.toSorted(), numbers.slice())${remedyFor(datasets)}.`,
      options,
    );
  }
}

/** Parameters have no entry in the catalog. */
function remedyFor(datasets: readonly string[]): string {
  const inCatalog = datasets.filter((name) => name !== 'parameters' && !name.startsWith('params:'));
  if (inCatalog.length === 0) return ', or change a structuredClone() of it';
  return `, or give each reader a copy of its own: "copy_mode: deepcopy" for ${list(inCatalog)} in catalog.yml`;
}

/** Generator nodes save chunk after chunk, which cannot be done concurrently. */
export class AsyncGeneratorNodeError extends Error {
  override readonly name = 'AsyncGeneratorNodeError';
  readonly code = 'KEDRO_ASYNC_GENERATOR_NODE' as const;

  constructor(readonly nodes: readonly string[]) {
    super(
      `With isAsync a node's outputs are saved concurrently, but ${nodes.map((name) => `"${name}"`).join(', ')} ` +
        `${nodes.length === 1 ? 'is a generator node, whose' : 'are generator nodes, whose'} chunks must be saved one after another. ` +
        'Run without isAsync, or return whole values instead of yielding chunks.',
    );
  }
}

/** Nodes are left, none is running, and none can start: the pipeline contradicts itself. */
export class StalledRunError extends Error {
  override readonly name = 'StalledRunError';
  readonly code = 'KEDRO_RUN_STALLED' as const;

  constructor(
    readonly remaining: readonly string[],
    readonly done: readonly string[],
    readonly ready: readonly string[],
  ) {
    super(
      'Some nodes can never start, because what they wait for is never done.\n' +
        `  remaining: ${list(remaining)}\n  done: ${list(done)}\n  ready: ${list(ready)}\n` +
        'Their dependencies do not match the nodes of the pipeline; build it with pipeline().',
    );
  }
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}
