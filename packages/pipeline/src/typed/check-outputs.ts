import type { AnyIndex, DataOf, WrongName } from './catalog-index.js';
import type { NamesCheck } from './check-names.js';
import type { ArgumentsOf, NamesIn } from './function-inputs.js';
import type { ChunkSource, IsPlain, ResultOf, ReturnOf, SavedOf } from './function-result.js';
import type { AnyFunction, Mismatch, Mistake } from './mistake.js';
import type { KeyOf, RequiredKey } from './object-keys.js';

/** Nothing if the outputs are in the catalog and hold what the function gives; else what is wrong with them. */
export type OutputsCheck<Index extends AnyIndex, Inputs, Outputs, Func> = [
  WrongName<Index, NamesIn<Outputs>>,
] extends [never]
  ? AnyFunction extends Func
    ? unknown
    : Func extends (...args: never) => infer Returned
      ? ResultCheck<Index, Inputs, Outputs, Func, Returned>
      : unknown
  : NamesCheck<Index, Outputs>;

type ResultCheck<Index extends AnyIndex, Inputs, Outputs, Func, Returned> = Outputs extends null
  ? Awaited<Returned> extends ChunkSource<unknown>
    ? Mistake<'a function that yields needs outputs: without any nothing of it is run'>
    : unknown
  : IsPlain<Func> extends true
    ? SavedCheck<Index, Outputs, SavedOf<Returned>>
    : // Only a call tells what a generic or overloaded function gives.
      [Func] extends [(...args: ArgumentsOf<Index, Inputs>) => ReturnOf<ResultOf<Index, Outputs>>]
      ? unknown
      : SavedCheck<Index, Outputs, SavedOf<Returned>>;

type SavedCheck<Index extends AnyIndex, Outputs, Saved> = Outputs extends string
  ? FitCheck<Index, Outputs, Saved>
  : Outputs extends readonly unknown[]
    ? [Saved] extends [Readonly<ResultOf<Index, Outputs>>]
      ? unknown
      : ListCheck<Index, Outputs, Saved>
    : RecordCheck<Index, Outputs, Saved>;

type FitCheck<Index extends AnyIndex, Output, Saved> = [Saved] extends [DataOf<Index, Output>]
  ? unknown
  : Mismatch<
      `the result of the function does not fit '${Output & string}'`,
      { result: Saved; dataset: DataOf<Index, Output> }
    >;

type ListCheck<Index extends AnyIndex, Outputs extends readonly unknown[], Saved> = [Saved] extends [
  readonly unknown[],
]
  ? number extends Outputs['length']
    ? unknown
    : number extends Saved['length']
      ? { readonly [Key in keyof Outputs]: CouldFit<Index, Outputs[Key], Saved[number]> }
      : Outputs['length'] extends Saved['length']
        ? {
            readonly [Key in keyof Outputs]: FitCheck<
              Index,
              Outputs[Key],
              Key extends keyof Saved ? Saved[Key] : never
            >;
          }
        : Mistake<`the function gives ${Saved['length']} values, but the node has ${Outputs['length']} outputs`>
  : Mismatch<`the function gives no array, but the node has ${Outputs['length']} outputs`, { result: Saved }>;

/** Of an array it is not known which element is which: one of the elements' types has to fit. */
type CouldFit<Index extends AnyIndex, Output, Element> = true extends (
  Element extends DataOf<Index, Output> ? true : false
)
  ? unknown
  : FitCheck<Index, Output, Element>;

type RecordCheck<Index extends AnyIndex, Outputs, Saved> = unknown extends Saved
  ? [Saved] extends [ResultOf<Index, Outputs>]
    ? unknown
    : Mismatch<'the function gives no object, but the outputs of the node are a record', { result: Saved }>
  : [Saved] extends [object]
    ? Saved extends readonly unknown[]
      ? Mistake<'the function gives an array, but the outputs of the node are a record'>
      : string extends keyof Outputs
        ? unknown
        : [SurplusKey<Saved, keyof Outputs>] extends [never]
          ? { readonly [Key in keyof Outputs]: KeyCheck<Index, Key, Outputs[Key], Saved> }
          : Mistake<`the function also gives '${SurplusKey<Saved, keyof Outputs> & string}', for which the node has no output`>
    : Mismatch<'the function gives no object, but the outputs of the node are a record', { result: Saved }>;

type KeyCheck<Index extends AnyIndex, Key, Output, Saved> =
  Key extends KeyOf<Saved>
    ? FitCheck<Index, Output, ValueAt<Saved, Key>>
    : Mistake<`the function gives no '${Key & string}'`>;

type ValueAt<Saved, Key> = Saved extends unknown ? (Key extends keyof Saved ? Saved[Key] : never) : never;

/** Keys that the returned object surely has; methods usually lie on its prototype and are none of them. */
type SurplusKey<Saved, Keys> = Saved extends unknown
  ? Exclude<RequiredKey<Saved>, Keys> extends infer Key
    ? Key extends keyof Saved
      ? Saved[Key] extends (...args: never) => unknown
        ? never
        : Key
      : never
    : never
  : never;
