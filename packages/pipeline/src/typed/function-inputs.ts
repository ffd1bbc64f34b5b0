import type { DatasetNames } from '../dataset-name.js';
import type { AnyIndex, DataOf } from './catalog-index.js';

/** The arguments that the function of a node with these inputs is called with. */
export type ArgumentsOf<Index extends AnyIndex, Inputs> = Inputs extends null
  ? []
  : Inputs extends string
    ? [DataOf<Index, Inputs>]
    : Inputs extends readonly unknown[]
      ? { -readonly [Key in keyof Inputs]: DataOf<Index, Inputs[Key]> }
      : [keyof Inputs] extends [never]
        ? []
        : [{ -readonly [Key in keyof Inputs]: DataOf<Index, Inputs[Key]> }];

/** All names in a declaration of inputs or outputs. */
export type NamesIn<Names> = Names extends null
  ? never
  : Names extends string
    ? Names
    : Names extends readonly unknown[]
      ? Names[number]
      : Names[keyof Names];

/** Whether a declaration is a record of names. */
export type IsRecord<Names> = Names extends null | string | readonly unknown[]
  ? false
  : Names extends DatasetNames
    ? true
    : false;
