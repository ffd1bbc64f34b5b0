import { DatasetOptionsError } from '../errors.js';

/** Options of a dataset of this package, by their names in camelCase. */
export type Options = Readonly<Record<string, unknown>>;

/** What a {@link Rule} may look at beside its argument. */
export interface RuleContext {
  /** The argument as it is written in the catalog, such as `load_args.sep`. */
  readonly option: string;
  /** The arguments beside it. */
  readonly args: Options;
  /** The whole entry. */
  readonly entry: Options;
}

/**
 * What an argument of a Python library is here: options of this package, none where it changes nothing.
 *
 * @throws DatasetOptionsError for a value that would change something and cannot be had here
 */
export type Rule = (value: unknown, context: RuleContext) => Options;

/** An argument about how a library works, or how something is drawn or packed, which says nothing about the data. */
export const ignored: Rule = () => ({});

/** An option of another name; None is as good as nothing. */
export function renamed(name: string): Rule {
  return (value) => (value === null ? {} : { [name]: value });
}

/**
 * An argument that can only have the values with which it changes nothing.
 *
 * @param values - None is always one
 */
export function only(...values: readonly unknown[]): Rule {
  return (value, { option }) => {
    if (value === null || values.includes(value)) return {};
    throw new DatasetOptionsError(
      option,
      `is ${JSON.stringify(value)}, which is not supported here${remedy(values)}`,
    );
  };
}

/** An argument that cannot be had. */
export function refused(why: string): Rule {
  return (value, { option }) => {
    if (value === null) return {};
    throw new DatasetOptionsError(option, `is not supported here: ${why}`);
  };
}

/** An argument whose words have other names here, in whatever case. */
export function word(name: string, words: Readonly<Record<string, unknown>>): Rule {
  return (value, { option }) => {
    const key = String(value).toLowerCase();
    if (Object.hasOwn(words, key)) return { [name]: words[key] };
    const known = Object.keys(words).join(', ');
    throw new DatasetOptionsError(
      option,
      `is ${JSON.stringify(value)}, which is not supported here; it can be ${known}`,
    );
  };
}

function remedy(values: readonly unknown[]): string {
  if (values.length === 0) return '; leave it out';
  return `; leave it out, or write ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
}

/** Text in UTF-8 is all that is read and written here; ASCII is a part of it. */
export const utf8: Rule = (value, { option }) => {
  if (value === null) return {};
  if (typeof value === 'string' && /^(utf[-_]?8([-_]sig)?|utf8-lossy|ascii)$/i.test(value)) return {};
  throw new DatasetOptionsError(
    option,
    `is ${JSON.stringify(value)}; files are read and written as UTF-8 here`,
  );
};

/** Files are as they are on the disk; `infer` is what Python takes for granted. */
export const uncompressed: Rule = (value, { option }) => {
  if (value === null || value === 'infer' || value === 'none') return {};
  throw new DatasetOptionsError(option, `is ${JSON.stringify(value)}; this format is not compressed here`);
};

/** Rows have no labels here; a column that holds them is a column like others. */
export const noIndex: Rule = (value, { option }) => {
  if (value === null || value === false) return {};
  throw new DatasetOptionsError(
    option,
    `is ${JSON.stringify(value)}, and rows have no labels here; leave it out, and the labels are a column like others`,
  );
};
