import {
  DatasetError,
  isPromiseLike,
  type Catalog,
  type MaybePromise,
  type OnWarning,
  type SaveOptions,
} from '@kedro-ts/io';
import type { DatasetDataPayload, KedroHooks, Skip, Where } from '@kedro-ts/hooks';
import { retryDelay, type Node, type NodeOutputs } from '@kedro-ts/pipeline';
import { AsyncGeneratorNodeError, NodeTimeoutError } from './errors.js';
import type { GuardedInputs } from './guard/guarded-inputs.js';
import type { InputGuard } from './guard/input-guard.js';
import { checkNotAborted, orAborted, untilAborted } from './or-aborted.js';
import { withinGrace } from './grace.js';
import { NodeContext } from './node-context.js';

/** What a node is doing: loading its inputs, in its function, or saving its outputs. */
export type NodeStage = 'load' | 'call' | 'save';

/** Where a node runs: what it loads from and saves to, and who listens. */
export interface NodeScope {
  readonly catalog: Catalog;
  readonly hooks: KedroHooks;
  readonly runId: string;
  readonly where: Where;
  /** Load inputs, and save outputs, concurrently. */
  readonly isAsync: boolean;
  /** 1, or more when the node is tried again. Default: 1. */
  readonly attempt?: number;
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
  /** Is told what the node is about to do; of loads and saves, the dataset. */
  readonly onStage?: ((stage: NodeStage, dataset?: string) => void) | undefined;
  /** Is told that a piece of what a node yields is saved, after which it is not to be tried again. */
  readonly onChunkSaved?: (() => void) | undefined;
}

/**
 * Runs one node: loads its inputs, calls its function, saves its outputs; fires the node and dataset hooks. This is the
 * same code in every runner, in main and in workers.
 *
 * @returns why a plugin did not let it run; otherwise nothing
 * @throws whatever the function, a dataset or a plugin throws; NodeTimeoutError; RunCancelledError.
 */
export function runNode(node: Node, scope: NodeScope): Promise<Skip | undefined> {
  const { hooks, attempt = 1 } = scope;
  const mayBeSkipped = attempt === 1 && hooks.skipNode.isUsed();
  if (!mayBeSkipped && node.timeout === undefined) return tryNode(node, scope);
  return mayBeSkipped ? runUnlessSkipped(node, scope) : tryInTime(node, scope);
}

async function runUnlessSkipped(node: Node, scope: NodeScope): Promise<Skip | undefined> {
  const { catalog, hooks, runId, where } = scope;
  const skip = await hooks.skipNode.decide({ node, catalog, runId, where });
  if (skip) return skip;
  checkNotAborted(scope.signal);
  return tryInTime(node, scope);
}

async function tryInTime(node: Node, scope: NodeScope): Promise<undefined> {
  const { timeout } = node;
  if (timeout === undefined) return tryNode(node, scope);
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(new NodeTimeoutError(node.name, timeout)), timeout);
  const { signal } = scope;
  const both = signal ? AbortSignal.any([signal, clock.signal]) : clock.signal;
  try {
    return await tryNode(node, { ...scope, signal: both }, clock.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** @param deadline - ends saves, too: there is no other way to go on */
async function tryNode(node: Node, scope: NodeScope, deadline?: AbortSignal): Promise<undefined> {
  if (scope.isAsync && node.isGenerator) throw new AsyncGeneratorNodeError([node.name]);
  const { catalog, hooks, runId, where, isAsync, signal, attempt = 1 } = scope;
  const loaded = loadInputs(node, scope);
  let inputs = isPromiseLike(loaded) ? await orAborted(loaded, signal) : loaded;
  if (hooks.beforeNodeRun.isUsed()) {
    const fired = hooks.beforeNodeRun.fire({ node, catalog, inputs, isAsync, attempt, runId, where });
    ({ inputs } = isPromiseLike(fired) ? await fired : fired);
    checkNotAborted(signal);
  }

  scope.onStage?.('call');
  const guarded = scope.guard?.watch(node, inputs);
  const returned = call(node, inputs, scope, guarded);
  const result = isPromiseLike(returned) ? await returned : returned;
  checkNotAborted(signal);
  if (hooks.afterNodeRun.isUsed()) {
    const outputs = 'values' in result ? result.values : everyOutput(node, result.chunks);
    const fired = hooks.afterNodeRun.fire({
      node,
      catalog,
      inputs,
      outputs,
      isAsync,
      attempt,
      runId,
      where,
    });
    if (isPromiseLike(fired)) await fired;
  }

  if ('values' in result) {
    const saved = saveOutputs(node, result.values, scope);
    if (isPromiseLike(saved)) await orAborted(saved, deadline);
  } else {
    const chunks = untilAborted(result.chunks, signal);
    for await (const chunk of guarded ? guardedChunks(chunks, guarded) : chunks) {
      const saved = saveOutputs(node, chunk, scope);
      if (isPromiseLike(saved)) await orAborted(saved, deadline);
      scope.onChunkSaved?.();
    }
  }
  for (const dataset of node.confirms) await catalog.confirm(dataset);
  return undefined;
}

/** Calls the function; synchronous if the function is. */
function call(
  node: Node,
  inputs: Readonly<Record<string, unknown>>,
  scope: NodeScope,
  guarded: GuardedInputs | undefined,
): MaybePromise<NodeOutputs> {
  const { catalog, hooks, runId, where, isAsync, signal, attempt = 1 } = scope;
  const context = new NodeContext(node.name, runId, attempt, signal);
  const fail = async (thrown: unknown, outputs?: Promise<NodeOutputs>): Promise<never> => {
    if (signal?.aborted && !(thrown instanceof NodeTimeoutError)) {
      // What it gives or throws concerns nobody any more, but it may be tidying up.
      if (outputs && context.isTold) await withinGrace(outputs);
      checkNotAborted(signal);
    }
    const error = guarded ? guarded.explain(thrown) : thrown;
    const willRetry = retryDelay(node.retry, attempt, error) !== undefined;
    await hooks.onNodeError.fire({
      node,
      catalog,
      inputs,
      isAsync,
      attempt,
      runId,
      where,
      error,
      willRetry,
    });
    throw error;
  };
  try {
    const returned = node.run(inputs, context);
    if (!isPromiseLike(returned)) return guarded ? checked(returned, guarded) : returned;
    const outputs = guarded ? returned.then((made) => checked(made, guarded)) : returned;
    return orAborted(outputs, signal).catch((error: unknown) => fail(error, outputs));
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
  checkNotAborted(scope.signal);
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
  const saving = node.outputs.map(async (dataset) => save(node, dataset, values[dataset], scope));
  // When one fails, the others are brought to their end: nothing may be written any more when the node is tried again, or the run is over.
  const failed = (await Promise.allSettled(saving)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** Stays synchronous as long as the dataset and the hooks are. */
function load(node: Node, dataset: string, scope: NodeScope): MaybePromise<unknown> {
  const { catalog, hooks, runId, where, onDataset } = scope;
  scope.onStage?.('load', dataset);
  const isHooked = hooks.beforeDatasetLoaded.isUsed() || hooks.afterDatasetLoaded.isUsed();
  if (!isHooked && !onDataset && !scope.onWarning) {
    const loaded = named(node, () => catalog.load(dataset));
    // The value of most datasets in memory of a run is no object: this is the shortest way for them.
    if (!scope.guard || typeof loaded !== 'object') return loaded;
    return then(loaded, (data) => guardInput(dataset, data, scope));
  }
  return then(hooks.beforeDatasetLoaded.fire({ dataset, node, runId, where }), () => {
    const start = onDataset && performance.now();
    const options = warningsOf(node, dataset, scope);
    return then(
      named(node, () => catalog.load(dataset, options)),
      (loaded) => {
        const data = guardInput(dataset, loaded, scope);
        onDataset?.('dataset-loaded', node, dataset, performance.now() - start!);
        if (!hooks.afterDatasetLoaded.isUsed()) return data;
        return then(hooks.afterDatasetLoaded.fire({ dataset, node, data, runId, where }), dataOf);
      },
    );
  });
}

function guardInput(dataset: string, data: unknown, { guard, catalog }: NodeScope): unknown {
  if (!guard || typeof data !== 'object' || data === null) return data;
  return guard.guard(dataset, catalog.peek(dataset), data);
}

/** Stays synchronous as long as the dataset and the hooks are. */
function save(node: Node, dataset: string, made: unknown, scope: NodeScope): MaybePromise<void> {
  const { catalog, hooks, runId, where, onDataset } = scope;
  scope.onStage?.('save', dataset);
  const thawed = thawOutput(dataset, made, scope);
  const isHooked = hooks.beforeDatasetSaved.isUsed() || hooks.afterDatasetSaved.isUsed();
  if (!isHooked && !onDataset && !scope.onWarning) return named(node, () => catalog.save(dataset, thawed));
  return then(hooks.beforeDatasetSaved.fire({ dataset, node, data: thawed, runId, where }), ({ data }) => {
    const start = onDataset && performance.now();
    const options = warningsOf(node, dataset, scope);
    return then(
      named(node, () => catalog.save(dataset, data, options)),
      () => {
        onDataset?.('dataset-saved', node, dataset, performance.now() - start!);
        if (!hooks.afterDatasetSaved.isUsed()) return;
        return then(hooks.afterDatasetSaved.fire({ dataset, node, data, runId, where }), () => {});
      },
    );
  });
}

function then<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromiseLike(value) ? value.then(next) : next(value);
}

function dataOf({ data }: DatasetDataPayload): unknown {
  return data;
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
