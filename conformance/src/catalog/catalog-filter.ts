import type { CatalogFilter } from '@kedro-ts/io';
import { oracleTypes } from './oracle-types.js';

/** What a case filters a catalog by; expressions are Python's. */
export interface FilterSpec {
  readonly name_regex?: string;
  readonly type_regex?: string;
  /** Names of classes, which have to be the very class of a dataset. */
  readonly by_type?: string | readonly string[];
}

/**
 * The same conditions for our catalog. What Python's paths of types fulfil is asked for by all names that entries may call
 * those types.
 *
 * @throws SyntaxError for an expression that is none, as the user of our catalog would see it when writing it.
 */
export function makeFilter({ name_regex, type_regex, by_type }: FilterSpec): CatalogFilter {
  const classes = by_type === undefined ? undefined : [by_type].flat();
  const type = type_regex === undefined ? undefined : makeExpression(type_regex);
  const isAsked = type !== undefined || classes !== undefined;
  const fitting = oracleTypes
    .filter(({ path }) => type === undefined || type.test(path))
    .filter(({ path }) => classes === undefined || classes.includes(path.split('.').at(-1)!));
  const names = fitting.flatMap(({ path, aliases }) => [path, ...aliases].map(escape));
  return {
    ...(name_regex !== undefined && { name: makeExpression(name_regex) }),
    ...(isAsked && { type: new RegExp(`^(?:${names.length === 0 ? '(?!)' : names.join('|')})$`) }),
  };
}

/** Python writes flags into the expression. */
function makeExpression(python: string): RegExp {
  const [, flags = '', expression = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(python)!;
  return new RegExp(expression, `u${flags}`);
}

function escape(text: string): string {
  return text.replace(/[.\\]/g, '\\$&');
}
