import type { AnyIndex, NameMistake, WrongName } from './catalog-index.js';
import type { NamesIn } from './function-inputs.js';

/** Nothing if all names are in the catalog; else the sentences at the names that are not. */
export type NamesCheck<Index extends AnyIndex, Names> = [WrongName<Index, NamesIn<Names>>] extends [never]
  ? unknown
  : Names extends string
    ? NameMistake<Index, Names>
    : { readonly [Key in keyof Names]: NameMistake<Index, Names[Key]> };
