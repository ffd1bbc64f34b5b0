import { CREDENTIALS, findCredentials, isPlainMapping, type Credentials } from '../credentials.js';
import { CatalogConfigError, messageOf } from '../errors.js';
import type { FieldValues } from './dataset-pattern.js';
import { compileTemplate } from './template.js';

/** For what an {@link EntryTemplate} is filled in. */
export interface EntryContext {
  readonly name: string;
  readonly values: FieldValues;
  readonly credentials: Credentials;
}

/**
 * The content of a pattern's entry, read once to be filled in for many names; they share no mapping and no list of it.
 *
 * @throws CatalogConfigError for credentials that there are not, or a value that cannot be filled in.
 */
export type EntryTemplate = (context: EntryContext) => Readonly<Record<string, unknown>>;

/** Reads the content of the entry that a pattern has; keys are not filled in, credentials are, but not by names in lists. */
export function compileEntry(pattern: string, content: Readonly<Record<string, unknown>>): EntryTemplate {
  return compileMapping(content, { pattern, path: '', inList: false });
}

type Fill = (context: EntryContext) => unknown;

interface Place {
  readonly pattern: string;
  readonly path: string;
  readonly inList: boolean;
}

/** @returns undefined for what is the same for all names */
function compileValue(value: unknown, place: Place): Fill | undefined {
  if (typeof value === 'string') return compileText(value, place);
  if (Array.isArray(value)) return compileList(value, place);
  return isPlainMapping(value) ? compileMapping(value, place) : undefined;
}

function compileText(text: string, { pattern, path }: Place): Fill | undefined {
  const template = compileTemplate(text);
  if (template === undefined) return undefined;
  return ({ name, values }) => {
    try {
      return template(values);
    } catch (cause) {
      const reason = `${path}, made by the pattern "${pattern}", cannot be filled in: ${messageOf(cause)}.`;
      throw new CatalogConfigError(name, reason, { cause });
    }
  };
}

function compileList(list: readonly unknown[], place: Place): Fill {
  const items = list.map((item, i) => ({
    item,
    fill: compileValue(item, { ...place, path: `${place.path}[${i}]`, inList: true }),
  }));
  return (context) => items.map(({ item, fill }) => (fill === undefined ? item : fill(context)));
}

function compileMapping(mapping: Readonly<Record<string, unknown>>, place: Place): EntryTemplate {
  const changes: { readonly key: string; readonly fill: Fill }[] = [];
  for (const [key, item] of Object.entries(mapping)) {
    const inside = { ...place, path: place.path === '' ? key : `${place.path}.${key}` };
    const isName = key === CREDENTIALS && typeof item === 'string' && !place.inList;
    const fill = isName ? compileCredentials(item, inside) : compileValue(item, inside);
    if (fill !== undefined) changes.push({ key, fill });
  }
  return (context) => {
    // The copy has each of the keys, so that assigning to the key __proto__ does not set the prototype.
    const filled: Record<string, unknown> = { ...mapping };
    for (const { key, fill } of changes) filled[key] = fill(context);
    return filled;
  };
}

/** Credentials may have placeholders too, which are read when they are first needed. */
function compileCredentials(wanted: string, place: Place): Fill {
  let known: { readonly credentials: unknown; readonly fill: Fill | undefined } | undefined;
  return (context) => {
    const credentials = findCredentials(context.name, wanted, context.credentials);
    if (known?.credentials !== credentials) known = { credentials, fill: compileValue(credentials, place) };
    return known?.fill === undefined ? credentials : known.fill(context);
  };
}
