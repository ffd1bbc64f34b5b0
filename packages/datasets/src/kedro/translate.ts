import { closestNames, didYouMean, type Dataset, type DatasetClass } from '@kedro-ts/io';
import { DatasetOptionsError } from '../errors.js';
import { camelCase, snakeCase } from '../options/spelling.js';
import { isHarmless } from './fs-args.js';
import type { Options, Rule, RuleContext } from './rules.js';

/** The arguments under `load_args` or `save_args`. */
export interface ArgumentSection {
  /** The function of the Python library that takes them, for messages. */
  readonly of: string;
  readonly args: Readonly<Record<string, Rule>>;
  /** The options of this package that may stand beside them, in camelCase. */
  readonly own: readonly string[];
  /** What the library does unless it is told otherwise, where this package does not. */
  readonly defaults?: (args: Options) => Options;
}

/** How an entry that is written for Kedro's dataset of a name is read. */
export interface ArgumentTable {
  readonly loadArgs?: ArgumentSection;
  readonly saveArgs?: ArgumentSection;
  /** Further keys of the entry, in camelCase. */
  readonly entry?: Readonly<Record<string, Rule>>;
}

/**
 * A dataset class that is given entries as Kedro's users write them, with arguments of a Python library. Its own options are
 * understood beside these.
 */
export function translating(Base: DatasetClass, table: ArgumentTable): DatasetClass {
  const Translating = class extends (Base as new (options: Options) => Dataset) {
    constructor(entry: Options) {
      super(translate(entry, table));
    }
  };
  return Object.defineProperties(Translating, { name: { value: Base.name }, aliasOf: { value: Base } });
}

/** The options of this package for an entry. */
export function translate(entry: Options, table: ArgumentTable): Options {
  const { entry: rules = {} } = table;
  const options: [string, unknown][] = [];
  for (const [key, value] of Object.entries(entry)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const section = key === 'loadArgs' || key === 'saveArgs' ? table[key] : undefined;
    if (rule !== undefined)
      options.push(...Object.entries(rule(value, { option: snakeCase(key), args: entry, entry })));
    else if (section === undefined && !(key === 'fsArgs' && isHarmless(value))) options.push([key, value]);
  }
  for (const key of ['loadArgs', 'saveArgs'] as const) {
    const section = table[key];
    const args = section && translateSection(key, section, entry);
    if (args !== undefined && Object.keys(args).length > 0) options.push([key, args]);
  }
  return Object.fromEntries(options);
}

function translateSection(key: 'loadArgs' | 'saveArgs', section: ArgumentSection, entry: Options): Options {
  const { args: rules, own, defaults } = section;
  const { [key]: value } = entry;
  const under = snakeCase(key);
  if (value !== undefined && (typeof value !== 'object' || Array.isArray(value)))
    throw new DatasetOptionsError(under, 'must be a mapping of options');
  const args = (value ?? {}) as Options;
  let options: Options = {};
  for (const [name, item] of Object.entries(args)) {
    const context: RuleContext = { option: `${under}.${name}`, args, entry };
    if (Object.hasOwn(rules, name)) options = merge(options, rules[name]!(item, context), context);
    else if (own.includes(camelCase(name))) options = merge(options, { [camelCase(name)]: item }, context);
    else throw unknown(name, context, section);
  }
  return { ...defaults?.(args), ...options };
}

/** Two arguments may say the same, or something about different columns. */
function merge(options: Options, more: Options, { option }: RuleContext): Options {
  const merged = { ...options };
  for (const [name, value] of Object.entries(more)) {
    const before = merged[name];
    if (isMapping(before) && isMapping(value)) merged[name] = { ...before, ...value };
    else if (before === undefined || JSON.stringify(before) === JSON.stringify(value)) merged[name] = value;
    else
      throw new DatasetOptionsError(
        option,
        'contradicts another argument, which says the same thing differently',
      );
  }
  return merged;
}

function unknown(
  name: string,
  { option }: RuleContext,
  { of, args, own }: ArgumentSection,
): DatasetOptionsError {
  const near = closestNames(name, [...Object.keys(args), ...own.map(snakeCase)]);
  return new DatasetOptionsError(
    option,
    `is no argument of ${of} that is known here, and no option of this dataset.${didYouMean(near)}`,
  );
}

function isMapping(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
