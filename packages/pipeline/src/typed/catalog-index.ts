import type { InnerParameters, ParameterAt, ParameterPath } from './parameter-at.js';
import type { Mistake, Unchecked } from './mistake.js';
import type { NearName } from './near-name.js';

/**
 * A catalog type with what the checks look up in it, each member computed by the compiler once for all nodes.
 *
 * `Namespaces` are those whose parameters a node may read without naming the namespace.
 */
export interface CatalogIndex<Catalog extends AnyCatalog, Namespaces> {
  readonly datasets: Catalog;
  readonly keys: keyof Catalog & string;
  /** Data types by the names without their namespaces: what `cars.model` holds is also found as `model`. */
  readonly inner: InnerDatasets<Catalog>;
  readonly innerKeys: keyof InnerDatasets<Catalog> & string;
  readonly parameters: Catalog extends { readonly parameters: infer Parameters } ? Parameters : NoParameters;
  /** The parameters again as each namespace sees them. */
  readonly innerParameters: Catalog extends { readonly parameters: infer Parameters }
    ? InnerParameters<Parameters, Namespaces>
    : never;
  /** `params:` names that are keys of the catalog type by themselves. */
  readonly parameterKeys: Extract<keyof Catalog, `params:${string}`>;
  /** All names that can be listed, for near misses and for editors. */
  readonly names: NamesOf<Catalog>;
}

/**
 * Any catalog type. Its values are of a type that lets interfaces in, and lets members be looked up by any text: `keyof` a
 * large catalog is too slow to be worked out for each name.
 */
export type AnyCatalog = Readonly<Record<string, Unchecked>>;

/** Any catalog type, looked up. */
export interface AnyIndex {
  readonly datasets: AnyCatalog;
  readonly keys: string;
  readonly inner: AnyCatalog;
  readonly innerKeys: string;
  readonly parameters: unknown;
  readonly innerParameters: unknown;
  readonly parameterKeys: unknown;
  readonly names: string;
}

/** What a catalog type without `parameters` has instead. */
export interface NoParameters {
  readonly parameters?: never;
}

/** The literal namespaces in front of the names of a catalog type: `a` and `a.b` for `a.b.name`. */
export type NamespaceOf<Catalog> = PrefixOf<Exclude<keyof Catalog, `params:${string}`>>;

/**
 * The type of a dataset or parameter: as the catalog type has it under this name; else, for what a namespace will be put
 * before, what it has under this name in some namespace.
 */
export type DataOf<Index extends AnyIndex, Name> = Name extends `params:${infer Path}`
  ? Name extends Index['parameterKeys']
    ? Index['datasets'][Name]
    : IsLiteral<Name> extends true
      ? ParameterData<Index, Path>
      : Unchecked
  : Name extends 'parameters'
    ? Index['parameters']
    : Name extends Index['keys']
      ? Index['datasets'][Name]
      : Name extends Index['innerKeys']
        ? Index['inner'][Name]
        : Unchecked;

/** Nothing for a name of the catalog; for any other one the sentence that says so. */
export type NameMistake<Index extends AnyIndex, Name> = Name extends string
  ? IsLiteral<Name> extends true
    ? LiteralNameMistake<Index, Name>
    : unknown
  : unknown;

/** Names out of several that are not in the catalog. */
export type WrongName<Index extends AnyIndex, Name> = Name extends Index['keys']
  ? Name extends `params:${string}`
    ? unknown extends NameMistake<Index, Name>
      ? never
      : Name
    : never
  : unknown extends NameMistake<Index, Name>
    ? never
    : Name;

/** Whether a name is known to the compiler, letter by letter. */
export type IsLiteral<Name> = Name extends string
  ? Record<never, never> extends Record<Name, true>
    ? false
    : true
  : false;

type LiteralNameMistake<Index extends AnyIndex, Name extends string> = Name extends `params:${infer Path}`
  ? Name extends Index['parameterKeys']
    ? unknown
    : [FoundParameter<Index, Path>] extends [never]
      ? Mistake<`'${Name}' is not a parameter of the catalog${Suggestion<NearName<Name, Index['names']>>}`>
      : unknown
  : Name extends Index['keys'] | Index['innerKeys']
    ? unknown
    : Mistake<`'${Name}' is not a dataset of the catalog${Suggestion<NearName<Name, Index['names']>>}`>;

type Suggestion<Near extends string> = [Near] extends [never] ? '' : `: did you mean '${Near}'?`;

/** A parameter that is missing was never given a value and stops the run, so that no function sees `undefined`. */
type ParameterData<Index extends AnyIndex, Path extends string> = [FoundParameter<Index, Path>] extends [
  never,
]
  ? Unchecked
  : FoundParameter<Index, Path>['found'];

type FoundParameter<Index extends AnyIndex, Path extends string> = [
  ParameterAt<Index['parameters'], Path>,
] extends [never]
  ? ParameterAt<Index['innerParameters'], Path>
  : ParameterAt<Index['parameters'], Path>;

type InnerDatasets<Catalog> = {
  readonly [Key in keyof Catalog as Key extends `params:${string}` ? never : SuffixOf<Key>]: Catalog[Key];
};

type SuffixOf<Name> = Name extends `${string}.${infer Rest}` ? Rest | SuffixOf<Rest> : never;

type PrefixOf<Name> = Name extends `${infer Head}.${infer Rest}`
  ? string extends Head
    ? never
    : IsLiteral<Head> extends true
      ? Head | `${Head}.${PrefixOf<Rest>}`
      : never
  : never;

type NamesOf<Catalog> =
  | Extract<keyof Catalog | keyof InnerDatasets<Catalog>, string>
  | (Catalog extends { readonly parameters: infer Parameters }
      ? `params:${ParameterPath<Parameters>}`
      : never);
