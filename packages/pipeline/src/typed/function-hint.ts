import type { AnyIndex } from './catalog-index.js';
import type { ArgumentsOf } from './function-inputs.js';
import type { ResultOf } from './function-result.js';

/**
 * What the compiler is told about an inline function before it has looked at it: the types of its parameters, and of what
 * it is to give, so that `[a, b]` is a pair and `'a'` not just any text.
 */
export type FunctionHint<Index extends AnyIndex, Inputs, Outputs> = (
  ...args: ArgumentsOf<Index, Inputs>
) => ReturnHint<Outputs extends Undecided ? Literal : ResultOf<Index, Outputs>>;

/**
 * Stands for the outputs while they are unknown. A function whose parameters have types is looked at before the arguments
 * that follow it are.
 */
export type Undecided = { readonly [undecided]?: never };
declare const undecided: unique symbol;

type ReturnHint<Saved> =
  Saved | Promise<Saved> | Generator<Saved, unknown, unknown> | AsyncGenerator<Saved, unknown, unknown>;

/** Any value, told in a way that makes the compiler keep literals as they are and see lists as tuples. */
type Literal =
  '' | 0 | 0n | false | null | undefined | [Literal, ...Literal[]] | { readonly [key: string]: Literal };
