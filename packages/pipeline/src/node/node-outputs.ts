import { isNameList } from '../dataset-name.js';
import { NodeOutputsError } from '../errors.js';
import { warn } from '../warn.js';
import {
  ChunkStream,
  isChunkSource,
  isThenable,
  type Chunk,
  type ChunkSource,
  type Step,
} from './chunk-stream.js';
import { enterNode, type CurrentNode } from './current-node.js';
import type { NodeFields } from './resolve-node.js';

/**
 * What one run of a node gave: all values at once, or, from a function that yields, a stream of pieces to save one after
 * another.
 *
 * `chunks` can be walked once; a consumer that stops early must close it (`for await` does so by itself).
 */
export type NodeOutputs =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly chunks: AsyncIterable<Readonly<Record<string, unknown>>> };

/** Sorts what a node function returned into datasets; asynchronous only when something has to be awaited. */
export function toNodeOutputs(
  name: string,
  fields: NodeFields,
  returned: unknown,
  current?: CurrentNode,
): NodeOutputs | Promise<NodeOutputs> {
  if (isThenable(returned)) return settle(name, fields, returned, current);
  if (fields.outputNames === null) return ignore(name, returned);
  if (isChunkSource(returned)) return stream(name, fields, pulledAs(returned, current));
  return { values: toChunk(name, fields, returned) };
}

async function settle(
  name: string,
  fields: NodeFields,
  returned: PromiseLike<unknown>,
  current: CurrentNode | undefined,
): Promise<NodeOutputs> {
  return toNodeOutputs(name, fields, await returned, current);
}

/** The body of a generator runs only when somebody pulls. */
function pulledAs(source: ChunkSource, current: CurrentNode | undefined): ChunkSource {
  if (current === undefined) return source;
  return {
    next: () => {
      const outer = enterNode(current);
      try {
        return source.next();
      } finally {
        enterNode(outer);
      }
    },
    ...(source.return && { return: (value) => source.return!(value) }),
  };
}

function ignore(name: string, returned: unknown): NodeOutputs | Promise<NodeOutputs> {
  if (returned !== undefined && returned !== null) {
    const kind = isChunkSource(returned)
      ? 'an iterator, of which nothing was run'
      : `a value (${typeof returned})`;
    warn(
      'KEDRO_RETURN_VALUE_IGNORED',
      `The function of node "${name}" returned ${kind}, but the node has no outputs: declare one to keep it.`,
    );
  }
  const nothing: NodeOutputs = { values: {} };
  const closing = isChunkSource(returned) ? returned.return?.() : undefined;
  return isThenable(closing) ? Promise.resolve(closing).then(() => nothing) : nothing;
}

/** A single plain output is not looked at before it is saved; several outputs are, so that a wrong shape fails in the node. */
function stream(name: string, fields: NodeFields, source: ChunkSource): NodeOutputs | Promise<NodeOutputs> {
  const convert = (value: unknown): Chunk => toChunk(name, fields, value);
  if (typeof fields.outputNames === 'string') return { chunks: new ChunkStream(source, convert) };
  const step = source.next();
  if (isThenable(step)) return peek(name, fields, source, convert, step);
  const { done, value } = step as IteratorResult<unknown, unknown>;
  if (done !== true && isThenable(value)) return peek(name, fields, source, convert, step);
  try {
    return { chunks: startStream(name, fields, source, convert, done === true, value) };
  } catch (error) {
    void closeQuietly(source);
    throw error;
  }
}

async function peek(
  name: string,
  fields: NodeFields,
  source: ChunkSource,
  convert: (value: unknown) => Chunk,
  step: Step | PromiseLike<Step>,
): Promise<NodeOutputs> {
  const { done, value } = await step;
  const first: unknown = isThenable(value) ? await value : value;
  try {
    return { chunks: startStream(name, fields, source, convert, done === true, first) };
  } catch (error) {
    await closeQuietly(source);
    throw error;
  }
}

/** Closing follows a failure that must be told; a failure to close would hide it. */
async function closeQuietly(source: ChunkSource): Promise<void> {
  try {
    await source.return?.();
  } catch {
    return;
  }
}

function startStream(
  name: string,
  fields: NodeFields,
  source: ChunkSource,
  convert: (value: unknown) => Chunk,
  isEmpty: boolean,
  first: unknown,
): ChunkStream {
  if (isEmpty) throw new NodeOutputsError(name, fields.outputs, 'it ended without yielding anything.');
  return new ChunkStream(source, convert, { chunk: convert(first) });
}

function toChunk(name: string, fields: NodeFields, value: unknown): Chunk {
  const { outputNames } = fields;
  if (outputNames === null) return {};
  if (typeof outputNames === 'string') {
    // A dictionary from the start: of an ordinary object V8 would learn another shape for every name.
    const chunk = Object.create(null) as Record<string, unknown>;
    chunk[outputNames] = value;
    return chunk;
  }
  return isNameList(outputNames)
    ? fromArray(name, outputNames, value)
    : fromRecord(name, fields.outputs, outputNames, value);
}

function fromArray(name: string, outputs: readonly string[], value: unknown): Chunk {
  if (!Array.isArray(value)) {
    throw new NodeOutputsError(name, outputs, `${kindOf(value)} instead of an array of ${outputs.length}.`);
  }
  if (value.length !== outputs.length) {
    throw new NodeOutputsError(
      name,
      outputs,
      `an array of ${value.length} instead of ${outputs.length} values.`,
    );
  }
  return Object.fromEntries(outputs.map((output, index) => [output, value[index] as unknown]));
}

function fromRecord(
  name: string,
  outputs: readonly string[],
  names: Readonly<Record<string, string>>,
  value: unknown,
): Chunk {
  const keys = Object.keys(names);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NodeOutputsError(
      name,
      outputs,
      `${kindOf(value)} instead of an object with the keys ${keys.join(', ')}.`,
    );
  }
  const given = Object.keys(value);
  if (given.length !== keys.length || !keys.every((key) => Object.hasOwn(value, key))) {
    const differ = `its object has the keys ${given.join(', ') || '(none)'} instead of ${keys.join(', ')}.`;
    throw new NodeOutputsError(name, outputs, differ);
  }
  const values = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.map((key) => [names[key]!, values[key]]));
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
