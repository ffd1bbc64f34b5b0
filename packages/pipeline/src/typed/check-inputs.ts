import type { AnyIndex, WrongName } from './catalog-index.js';
import type { NamesCheck } from './check-names.js';
import type { ArgumentsOf, IsRecord, NamesIn } from './function-inputs.js';
import type { IsPlain } from './function-result.js';
import type { AnyFunction, Mistake } from './mistake.js';
import type { KeyOf, RequiredKey } from './object-keys.js';

/** Nothing if the inputs are in the catalog and as many as the function takes; else what is wrong with them. */
export type InputsCheck<Index extends AnyIndex, Inputs, Func> = [WrongName<Index, NamesIn<Inputs>>] extends [
  never,
]
  ? AnyFunction extends Func
    ? unknown
    : [InputsFault<Index, Inputs, Func>] extends [never]
      ? unknown
      : InputsFault<Index, Inputs, Func>
  : NamesCheck<Index, Inputs>;

/** What is wrong with the number or the keys of the inputs: too few for any function, too many for one that is plain. */
export type InputsFault<Index extends AnyIndex, Inputs, Func> = Func extends (
  ...args: infer Parameters
) => unknown
  ? IsRecord<Inputs> extends true
    ? RecordFault<Index, Inputs, Func, Parameters>
    : CountFault<ArgumentsOf<Index, Inputs>, Func, Parameters>
  : never;

type CountFault<Arguments, Func, Parameters extends readonly unknown[]> = Arguments extends readonly unknown[]
  ? Counted<Arguments> extends Counted<Parameters>
    ? never
    : number extends Arguments['length']
      ? never
      : [Func] extends [(...args: Arguments) => unknown]
        ? IsPlain<Func> extends true
          ? Mistake<`the function takes ${Amount<Most<Parameters>, 'argument'>}, but the node has ${Amount<Arguments['length'], 'input'>}`>
          : never
        : [Counted<Arguments>] extends [[...Counted<Parameters>, ...unknown[]]]
          ? Mistake<`the function takes ${Amount<Most<Parameters>, 'argument'>}, but the node has ${Amount<Arguments['length'], 'input'>}`>
          : Mistake<`the function needs ${Amount<Least<Parameters>, 'argument'>}, but the node has ${Amount<Arguments['length'], 'input'>}`>
  : never;

/** The same list with elements that fit each other, so that only their number is left to compare. */
type Counted<List extends readonly unknown[]> = { -readonly [Key in keyof List]: 1 };

type Least<
  Parameters extends readonly unknown[],
  Count extends readonly unknown[] = [],
> = Parameters extends [unknown, ...infer Rest] ? Least<Rest, [...Count, 1]> : Count['length'];

type Most<Parameters extends readonly unknown[]> = Required<Parameters>['length'];

type Amount<Count, Noun extends string> = Count extends 1
  ? `1 ${Noun}`
  : Count extends number
    ? `${Count} ${Noun}s`
    : never;

type RecordFault<
  Index extends AnyIndex,
  Inputs,
  Func,
  Parameters extends readonly unknown[],
> = Parameters extends readonly []
  ? IsPlain<Func> extends true
    ? Mistake<'the function takes no argument, but the node has a record of inputs'>
    : never
  : KeyFault<Index, Inputs, Func, NonNullable<Parameters[0]>>;

type KeyFault<Index extends AnyIndex, Inputs, Func, Parameter> = unknown extends Parameter
  ? never
  : string extends keyof Inputs
    ? never
    : [MissingKey<Parameter, keyof Inputs>] extends [never]
      ? [Exclude<keyof Inputs, KeyOf<Parameter>>] extends [never]
        ? never
        : Parameter extends object
          ? IsPlain<Func> extends true
            ? SuperfluousKeys<Inputs, KeyOf<Parameter>>
            : never
          : never
      : [Func] extends [(...args: ArgumentsOf<Index, Inputs>) => unknown]
        ? never
        : Mistake<`the function also needs the key '${MissingKey<Parameter, keyof Inputs> & string}'`>;

type SuperfluousKeys<Inputs, Keys> = {
  readonly [Key in keyof Inputs]: Key extends Keys
    ? unknown
    : Mistake<`the argument of the function has no key '${Key & string}'`>;
};

type MissingKey<Parameter, Given> = Parameter extends object ? Exclude<RequiredKey<Parameter>, Given> : never;
