import type { AnyIndex, DataOf } from './catalog-index.js';
import type { InputsFault } from './check-inputs.js';
import type { ArgumentsOf } from './function-inputs.js';
import type { AnyFunction, Because, Mistake } from './mistake.js';

/** Nothing if the function can be called with its inputs; else what it does not accept. */
export type FunctionCheck<Index extends AnyIndex, Inputs, Func> = AnyFunction extends Func
  ? unknown
  : [Func] extends [(...args: ArgumentsOf<Index, Inputs>) => unknown]
    ? unknown
    : Func extends (...args: infer Parameters) => unknown
      ? [InputsFault<Index, Inputs, Func>] extends [never]
        ? Because<Refusal<Index, Inputs, Parameters>> & ((...args: ArgumentsOf<Index, Inputs>) => unknown)
        : unknown
      : Mistake<'a node needs a function that can be called without "new"'>;

type Refusal<Index extends AnyIndex, Inputs, Parameters extends readonly unknown[]> = Inputs extends string
  ? RefusalAt<Index, '0', Inputs, Parameters>
  : Inputs extends readonly unknown[]
    ? FirstRefused<Index, Inputs, Parameters>
    : Parameters[0] extends infer Parameter
      ? {
          [Key in keyof Inputs & keyof Parameter]: [DataOf<Index, Inputs[Key]>] extends [Parameter[Key]]
            ? never
            : `the function does not accept '${Inputs[Key] & string}' as '${Key & string}'`;
        }[keyof Inputs & keyof Parameter] extends infer Found
        ? Fallback<Found>
        : never
      : never;

type FirstRefused<
  Index extends AnyIndex,
  Inputs extends readonly unknown[],
  Parameters extends readonly unknown[],
> = Fallback<
  {
    [Key in Extract<keyof Inputs, `${number}`>]: RefusedAt<Index, Key, Inputs[Key], Parameters>;
  }[Extract<keyof Inputs, `${number}`>]
>;

type RefusalAt<Index extends AnyIndex, Key, Input, Parameters> = Fallback<
  RefusedAt<Index, Key, Input, Parameters>
>;

type RefusedAt<Index extends AnyIndex, Key, Input, Parameters> = Key extends keyof Parameters
  ? [DataOf<Index, Input>] extends [Parameters[Key]]
    ? never
    : `the function does not accept '${Input & string}' as its ${Ordinal<Key>} argument`
  : Parameters extends readonly (infer Rest)[]
    ? [DataOf<Index, Input>] extends [Rest]
      ? never
      : `the function does not accept '${Input & string}' as its ${Ordinal<Key>} argument`
    : never;

type Fallback<Found> = [Found] extends [never]
  ? 'the function does not accept these datasets'
  : Found & string;

type Ordinal<Key> = Key extends keyof Ordinals ? Ordinals[Key] & string : `${Key & string}-th (from 0)`;

type Ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
