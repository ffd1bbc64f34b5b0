import { closestNames } from '../closest-names.js';
import { isPlainMapping } from '../credentials.js';
import type { EntryContent } from '../create-dataset.js';
import { CatalogConfigError, didYouMean } from '../errors.js';

/** When a validator looks at the data of a dataset. */
export type ValidationMoment = 'load' | 'save';

/** What a catalog entry says under `validator`. */
export interface ValidatorSpec {
  /** The name of a schema among the catalog's `validators`. */
  readonly schema: string;
  readonly on: readonly ValidationMoment[];
  /** Whether bad data is refused, or only warned of. */
  readonly severity: 'error' | 'warning';
  readonly enabled: boolean;
  /** The schema is for one row; otherwise for the data as a whole. */
  readonly each: 'row' | undefined;
}

const KEYS = ['schema', 'class', 'on', 'severity', 'enabled', 'each'];

/**
 * Reads the key `validator` of a catalog entry: the name of a schema, or a mapping with `schema` (or `class`, as Kedro calls it),
 * `on` (default: load and save), `severity` (default: error), `enabled` (default: true) and `each: row`.
 *
 * @throws CatalogConfigError for anything else.
 */
export function parseValidatorSpec(dataset: string, value: unknown): ValidatorSpec {
  const fail = (reason: string): never => {
    throw new CatalogConfigError(dataset, `its "validator" ${reason}`);
  };
  const given = typeof value === 'string' ? { schema: value } : value;
  if (!isPlainMapping(given))
    return fail('is neither the name of a validator nor a mapping with a "schema".');
  const mapping = withOn(given);
  for (const key of Object.keys(mapping))
    if (!KEYS.includes(key))
      fail(
        `has an unknown key "${key}".${didYouMean(closestNames(key, KEYS))} It understands: ${KEYS.join(', ')}.`,
      );

  const { schema = mapping['class'], on = ['load', 'save'], severity = 'error', each } = mapping;
  if (typeof schema !== 'string' || schema === '') return fail('has no "schema"; name a validator there.');
  if (severity !== 'error' && severity !== 'warning')
    return fail(`has the severity ${JSON.stringify(severity)}; it must be "error" or "warning".`);
  if (each !== undefined && each !== 'row')
    return fail(`says each: ${JSON.stringify(each)}; it can only be "row".`);
  const moments: readonly unknown[] = Array.isArray(on) ? on : [on];
  if (moments.length === 0 || !moments.every(isMoment))
    return fail(`says on: ${JSON.stringify(on)}; it must be "load", "save", or a list of them.`);
  const enabled = mapping['enabled'] ?? true;
  if (typeof enabled !== 'boolean')
    return fail(`says enabled: ${JSON.stringify(enabled)}; it must be true or false.`);
  return { schema, on: moments, severity, enabled, each };
}

/** YAML 1.1, which Kedro's files are written in, takes the bare word `on` for true, as a key too. */
function withOn({ true: on, True: alsoOn = on, ...rest }: EntryContent): EntryContent {
  return alsoOn === undefined ? rest : { on: alsoOn, ...rest };
}

function isMoment(value: unknown): value is ValidationMoment {
  return value === 'load' || value === 'save';
}
