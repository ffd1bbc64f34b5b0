/**
 * The type of the parameter at a dotted path, in an object so that `never` is left for "there is none".
 *
 * What lies below `unknown` has that type too. Lists are whole values: no path leads into them.
 */
export type ParameterAt<Parameters, Path extends string> = unknown extends Parameters
  ? { found: Parameters }
  : Parameters extends Whole
    ? never
    : Path extends keyof Parameters
      ? { found: Exclude<Parameters[Path], undefined> }
      : Path extends `${infer Head}.${infer Rest}`
        ? Head extends keyof Parameters
          ? ParameterAt<Parameters[Head], Rest>
          : never
        : never;

/** The parameters below each of the namespaces. */
export type InnerParameters<Parameters, Namespaces> = Namespaces extends string
  ? ParameterAt<Parameters, Namespaces> extends infer Inner
    ? Inner extends { found: infer Found }
      ? Found
      : never
    : never
  : never;

/** All paths of parameters as far as they can be listed, down to the fifth level. */
export type ParameterPath<
  Parameters,
  Depth extends readonly unknown[] = [1, 1, 1, 1, 1],
> = Depth extends readonly [unknown, ...infer Deeper]
  ? unknown extends Parameters
    ? never
    : Parameters extends Whole
      ? never
      : {
          [Key in keyof Parameters & string]: Key | `${Key}.${ParameterPath<Parameters[Key], Deeper>}`;
        }[keyof Parameters & string]
  : never;

type Whole = readonly unknown[] | string | number | bigint | boolean | symbol | null | undefined | Date;
