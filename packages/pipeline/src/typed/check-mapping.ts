import type { AnyIndex, DataOf, NameMistake } from './catalog-index.js';
import type { Mismatch } from './mistake.js';

/** Nothing if all names of a mapping are in the catalog and hold data that goes with the names inside; else what is wrong. */
export type MappingCheck<Index extends AnyIndex, Direction, Mapping> = Mapping extends string
  ? OuterNameCheck<Index, Direction, Mapping>
  : Mapping extends readonly unknown[]
    ? { readonly [Key in keyof Mapping]: OuterNameCheck<Index, Direction, Mapping[Key]> }
    : Mapping extends Iterable<unknown>
      ? unknown
      : { readonly [Key in keyof Mapping]: PairCheck<Index, Direction, Key, Mapping[Key]> };

type OuterNameCheck<Index extends AnyIndex, Direction, Name> =
  IsTranscoded<Index, Name> extends true ? unknown : NameMistake<Index, FullName<Direction, Name>>;

type PairCheck<Index extends AnyIndex, Direction, From, To> =
  IsTranscoded<Index, To> extends true
    ? unknown
    : unknown extends NameMistake<Index, FullName<Direction, To>>
      ? unknown extends NameMistake<Index, FullName<Direction, From>>
        ? DataCheck<
            Direction,
            From,
            To,
            DataOf<Index, FullName<Direction, From>>,
            DataOf<Index, FullName<Direction, To>>
          >
        : unknown
      : NameMistake<Index, FullName<Direction, To>>;

/** A name inside may stand for several datasets, of which one has to go with the name outside. */
type DataCheck<Direction, From, To, Inside, Outside> = true extends (
  Direction extends 'outputs' ? CouldBe<Inside, Outside> : CouldBe<Outside, Inside>
)
  ? unknown
  : Mismatch<
      `'${To & string}' does not hold what '${From & string}' holds`,
      { inside: Inside; outside: Outside }
    >;

type CouldBe<Source, Target> = Target extends unknown ? (Source extends Target ? true : false) : never;

/** `prices`, where the catalog knows `prices@rows`: a mapping moves all formats at once. */
type IsTranscoded<Index extends AnyIndex, Name> = Name extends string
  ? [Extract<Index['names'], `${Name}@${string}`>] extends [never]
    ? false
    : true
  : false;

type FullName<Direction, Name> = Direction extends 'parameters'
  ? Name extends `params:${string}` | 'parameters'
    ? Name
    : `params:${Name & string}`
  : Name;
