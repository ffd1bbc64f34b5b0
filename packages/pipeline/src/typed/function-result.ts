import type { AnyIndex, DataOf } from './catalog-index.js';

/** The one value that a function gives for these outputs: the data, an array of it, or an object. */
export type ResultOf<Index extends AnyIndex, Outputs> = Outputs extends null
  ? unknown
  : Outputs extends string
    ? DataOf<Index, Outputs>
    : { -readonly [Key in keyof Outputs]: DataOf<Index, Outputs[Key]> };

/** What a run drains instead of saving it: an iterator that can be walked, such as a generator. */
export type ChunkSource<Chunk> = {
  next(): IteratorResult<Chunk, unknown> | PromiseLike<IteratorResult<Chunk, unknown>>;
} & ({ [Symbol.iterator](): unknown } | { [Symbol.asyncIterator](): unknown });

/** What a run saves of what a function returns: promises are awaited, and of an iterator each piece is saved. */
export type SavedOf<Returned> = Pieces<Awaited<Returned>>;

type Pieces<Value> = Value extends ChunkSource<infer Chunk> ? Awaited<Chunk> : Value;

/** Everything a function may return so that values of one type are saved. */
export type ReturnOf<Saved> =
  | Saved
  | PromiseLike<Saved | ChunkSource<Saved | PromiseLike<Saved>>>
  | ChunkSource<Saved | PromiseLike<Saved>>;

/** Whether a function has one signature without type parameters, so that its parameters and its result tell all. */
export type IsPlain<Func> = Func extends (...args: infer Args) => infer Returned
  ? ((...args: Args) => Returned) extends Func
    ? true
    : false
  : false;
