import {
  DatasetError,
  isPromiseLike,
  type Catalog,
  type MaybePromise,
  type OnWarning,
  type SaveOptions,
} from '@kedro-ts/io';
import type { KedroHooks, Where } from '@kedro-ts/hooks';
import type { Node, NodeOutputs } from '@kedro-ts/pipeline';
import { AsyncGeneratorNodeError, RunCancelledError } from './errors.js';
import type { GuardedInputs } from './guard/guarded-inputs.js';
import type { InputGuard } from './guard/input-guard.js';
import { orCancelled, untilCancelled } from './or-cancelled.js';

/** Where a node runs: what it loads from and saves to, and who listens. */
export interface NodeScope {
  readonly catalog: Catalog;
  readonly hooks: KedroHooks;
  readonly runId: string;
  readonly where: Where;
  /** Load inputs, and save outputs, concurrently. */
  readonly isAsync: boolean;
  /** Cancels the node: loading and the function are not waited for; a save that has begun is brought to its end. */
  readonly signal?: AbortSignal | undefined;
  /** Keeps the node from changing values that others have too; nobody does without it. */
  readonly guard?: InputGuard | undefined;
  /** Is told of each load and save, with its time in milliseconds; nothing is measured without it. */
  readonly onDataset?:
    | ((type: 'dataset-loaded' | 'dataset-saved', node: Node, dataset: string, durationMs: number) => void)
    | undefined;
  /** Is told of data that was let pass with a warning; it is a warning of the process without it. */
  readonly onWarning?: ((node: Node, dataset: string, ...warning: Parameters<OnWarning>) => void) | undefined;
}

/**
 * Runs one node: loads its inputs, calls its function, saves its outputs; fires the node and dataset hooks. This is the
 * same code in every runner, in main and in workers.
 *
 * @throws whatever the function, a dataset or a plugin throws.
 */
export async function runNode(node: Node, scope: NodeScope): Promise<void> {
  if (scope.isAsync && node.isGenerator) throw new AsyncGeneratorNodeError([node.name]);
  const { catalog, hooks, runId, where, isAsync, signal } = scope;

  const loaded = loadInputs(node, scope);
  let inputs = isPromiseLike(loaded) ? await orCancelled(loaded, signal) : loaded;
  if (hooks.beforeNodeRun.isUsed()) {
    ({ inputs } = await hooks.beforeNodeRun.fire({ node, catalog, inputs, isAsync, runId, where }));
  }

  const guarded = scope.guard?.watch(node, inputs);
  const returned = call(node, inputs, scope, guarded);
  const result = isPromiseLike(returned) ? await orCancelled(returned, signal) : returned;
  checkNotCancelled(scope);
  if (hooks.afterNodeRun.isUsed()) {
    const outputs = 'values' in result ? result.values : everyOutput(node, result.chunks);
    await hooks.afterNodeRun.fire({ node, catalog, inputs, outputs, isAsync, runId, where });
  }

  if ('values' in result) {
    const saved = saveOutputs(node, result.values, scope);
    if (isPromiseLike(saved)) await saved;
  } else {
    const chunks = untilCancelled(result.chunks, signal);
    for await (const chunk of guarded ? guardedChunks(chunks, guarded) : chunks) {
      await saveOutputs(node, chunk, scope);
    }
  }
  for (const dataset of node.confirms) await catalog.confirm(dataset);
}

/** Calls the function; synchronous if the function is. */
function call(
  node: Node,
  inputs: Readonly<Record<string, unknown>>,
  scope: NodeScope,
  guarded: GuardedInputs | undefined,
): MaybePromise<NodeOutputs> {
  const { catalog, hooks, runId, where, isAsync } = scope;
  const fail = async (thrown: unknown): Promise<never> => {
    checkNotCancelled(scope);
    const error = guarded ? guarded.explain(thrown) : thrown;
    await hooks.onNodeError.fire({ node, catalog, inputs, isAsync, runId, where, error });
    throw error;
  };
  try {
    const returned = node.run(inputs);
    if (!guarded) return isPromiseLike(returned) ? returned.then(undefined, fail) : returned;
    if (isPromiseLike(returned)) return returned.then((outputs) => checked(outputs, guarded)).catch(fail);
    return checked(returned, guarded);
  } catch (error) {
    return fail(error);
  }
}

/** Of a function that yields only the beginning has run by now. */
function checked(outputs: NodeOutputs, guarded: GuardedInputs): NodeOutputs {
  if ('values' in outputs) guarded.check();
  return outputs;
}

async function* guardedChunks<T>(chunks: AsyncIterable<T>, guarded: GuardedInputs): AsyncGenerator<T, void> {
  try {
    yield* chunks;
    guarded.check();
  } catch (error) {
    throw guarded.explain(error);
  }
}

/** Who cancelled does not wait for the function: what it gives or throws afterwards concerns nobody. */
function checkNotCancelled({ signal }: NodeScope): void {
  if (signal?.aborted) throw new RunCancelledError(signal.reason);
}

function everyOutput(node: Node, chunks: unknown): Record<string, unknown> {
  return Object.fromEntries(node.outputs.map((dataset) => [dataset, chunks]));
}

/** Synchronous as long as the datasets are. */
function loadInputs(node: Node, scope: NodeScope): MaybePromise<Record<string, unknown>> {
  if (scope.isAsync) return loadTogether(node, scope);
  const { inputs } = node;
  // A dictionary from the start: of an ordinary object V8 would learn another shape for every node.
  const values = Object.create(null) as Record<string, unknown>;
  for (let i = 0; i < inputs.length; i++) {
    const data = load(node, inputs[i]!, scope);
    if (isPromiseLike(data)) return loadRest(node, scope, values, i, data);
    values[inputs[i]!] = data;
  }
  return values;
}

async function loadRest(
  node: Node,
  scope: NodeScope,
  values: Record<string, unknown>,
  from: number,
  first: PromiseLike<unknown>,
): Promise<Record<string, unknown>> {
  values[node.inputs[from]!] = await first;
  for (const dataset of node.inputs.slice(from + 1)) values[dataset] = await load(node, dataset, scope);
  return values;
}

async function loadTogether(node: Node, scope: NodeScope): Promise<Record<string, unknown>> {
  const { inputs } = node;
  const data = await Promise.all(inputs.map(async (dataset) => load(node, dataset, scope)));
  return Object.fromEntries(inputs.map((dataset, i) => [dataset, data[i]]));
}

/** Synchronous as long as the datasets are. */
function saveOutputs(
  node: Node,
  values: Readonly<Record<string, unknown>>,
  scope: NodeScope,
): MaybePromise<void> {
  checkNotCancelled(scope);
  const { outputs } = node;
  if (scope.isAsync) return saveTogether(node, values, scope);
  for (let i = 0; i < outputs.length; i++) {
    const saved = save(node, outputs[i]!, values[outputs[i]!], scope);
    if (isPromiseLike(saved)) return saveRest(node, values, scope, i, saved);
  }
}

async function saveRest(
  node: Node,
  values: Readonly<Record<string, unknown>>,
  scope: NodeScope,
  from: number,
  first: PromiseLike<void>,
): Promise<void> {
  await first;
  for (const dataset of node.outputs.slice(from + 1)) await save(node, dataset, values[dataset], scope);
}

async function saveTogether(
  node: Node,
  values: Readonly<Record<string, unknown>>,
  scope: NodeScope,
): Promise<void> {
  await Promise.all(node.outputs.map(async (dataset) => save(node, dataset, values[dataset], scope)));
}

/** Stays synchronous when nobody listens and the dataset is in memory. */
function load(node: Node, dataset: string, scope: NodeScope): MaybePromise<unknown> {
  const { catalog, hooks } = scope;
  if (
    scope.onDataset ||
    scope.onWarning ||
    hooks.beforeDatasetLoaded.isUsed() ||
    hooks.afterDatasetLoaded.isUsed()
  )
    return loadObserved(node, dataset, scope);
  const loaded = named(node, () => catalog.load(dataset));
  // The value of most datasets in memory of a run is no object: this is the shortest way for them.
  if (!scope.guard || typeof loaded !== 'object') return loaded;
  return isPromiseLike(loaded)
    ? loaded.then((data) => guardInput(dataset, data, scope))
    : guardInput(dataset, loaded, scope);
}

async function loadObserved(node: Node, dataset: string, scope: NodeScope): Promise<unknown> {
  const { catalog, hooks, runId, where } = scope;
  await hooks.beforeDatasetLoaded.fire({ dataset, node, runId, where });
  const start = performance.now();
  const options = warningsOf(node, dataset, scope);
  const data = guardInput(dataset, await named(node, () => catalog.load(dataset, options)), scope);
  scope.onDataset?.('dataset-loaded', node, dataset, performance.now() - start);
  await hooks.afterDatasetLoaded.fire({ dataset, node, data, runId, where });
  return data;
}

function guardInput(dataset: string, data: unknown, { guard, catalog }: NodeScope): unknown {
  if (!guard || typeof data !== 'object' || data === null) return data;
  return guard.guard(dataset, catalog.peek(dataset), data);
}

function save(node: Node, dataset: string, made: unknown, scope: NodeScope): MaybePromise<void> {
  const { catalog, hooks } = scope;
  const data = thawOutput(dataset, made, scope);
  if (
    scope.onDataset ||
    scope.onWarning ||
    hooks.beforeDatasetSaved.isUsed() ||
    hooks.afterDatasetSaved.isUsed()
  ) {
    return saveObserved(node, dataset, data, scope);
  }
  return named(node, () => catalog.save(dataset, data));
}

async function saveObserved(node: Node, dataset: string, data: unknown, scope: NodeScope): Promise<void> {
  const { catalog, hooks, runId, where } = scope;
  await hooks.beforeDatasetSaved.fire({ dataset, node, data, runId, where });
  const options = warningsOf(node, dataset, scope);
  const start = performance.now();
  await named(node, () => catalog.save(dataset, data, options));
  scope.onDataset?.('dataset-saved', node, dataset, performance.now() - start);
  await hooks.afterDatasetSaved.fire({ dataset, node, data, runId, where });
}

function warningsOf(node: Node, dataset: string, { onWarning }: NodeScope): SaveOptions | undefined {
  return onWarning && { onWarning: (warning) => onWarning(node, dataset, warning) };
}

function thawOutput(dataset: string, data: unknown, { guard, catalog }: NodeScope): unknown {
  if (!guard || typeof data !== 'object' || data === null) return data;
  return guard.thaw(dataset, catalog.peek(dataset), data);
}

/** A dataset knows its name; the message is to say which node wanted it, too. */
function named<T>(node: Node, action: () => MaybePromise<T>): MaybePromise<T> {
  const rename = (error: unknown): never => {
    throw error instanceof DatasetError ? error.withNode(node.name) : error;
  };
  try {
    const result = action();
    return isPromiseLike(result) ? result.then(undefined, rename) : result;
  } catch (error) {
    return rename(error);
  }
}
