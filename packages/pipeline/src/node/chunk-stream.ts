/** What one `next` of an iterator gives. */
export type Step = IteratorResult<unknown, unknown>;

/** What a node function may return to produce its outputs piece by piece. */
export interface ChunkSource {
  next(): Step | PromiseLike<Step>;
  return?(value?: unknown): unknown;
}

/** One piece of a node's outputs: dataset name to value. */
export type Chunk = Readonly<Record<string, unknown>>;

/**
 * The pieces a node function yields, as records of dataset values; can be walked once.
 *
 * Pulls nothing ahead. The function's own iterator is closed when the consumer stops early, when a piece does not fit, and
 * also when the consumer closes the stream before its first piece.
 */
export class ChunkStream implements AsyncIterableIterator<Chunk> {
  readonly #source: ChunkSource;
  readonly #toChunk: (value: unknown) => Chunk;
  #first: { readonly chunk: Chunk } | undefined;
  #isClosed = false;

  constructor(source: ChunkSource, toChunk: (value: unknown) => Chunk, first?: { readonly chunk: Chunk }) {
    this.#source = source;
    this.#toChunk = toChunk;
    this.#first = first;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Chunk, undefined>> {
    if (this.#isClosed) return { done: true, value: undefined };
    if (this.#first !== undefined) {
      const { chunk } = this.#first;
      this.#first = undefined;
      return { done: false, value: chunk };
    }
    const step = await this.#pull();
    if (step.done === true) {
      this.#isClosed = true;
      return { done: true, value: undefined };
    }
    try {
      return { done: false, value: this.#toChunk(isThenable(step.value) ? await step.value : step.value) };
    } catch (error) {
      await this.return().catch(() => undefined);
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Chunk, undefined>> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#first = undefined;
      await this.#source.return?.();
    }
    return { done: true, value: undefined };
  }

  /** An iterator that throws is finished by that and must not be closed again. */
  async #pull(): Promise<Step> {
    try {
      const step = this.#source.next();
      return isThenable(step) ? await step : step;
    } catch (error) {
      this.#isClosed = true;
      throw error;
    }
  }
}

/** Whether a returned value is to be drained: a generator, or another iterator that can be walked. */
export function isChunkSource(value: unknown): value is ChunkSource {
  if (typeof value !== 'object' || value === null) return false;
  const walkable = Symbol.iterator in value || Symbol.asyncIterator in value;
  return walkable && 'next' in value && typeof value.next === 'function';
}

/** Whether a value must be awaited. */
export function isThenable<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
