import { closestNames } from './closest-names.js';
import { CatalogConfigError, didYouMean } from './errors.js';

/** Credentials by the names that entries give under `credentials`. */
export type Credentials = Readonly<Record<string, unknown>>;

/** The key under which an entry, at any depth of mappings, names its credentials. */
export const CREDENTIALS = 'credentials';

/**
 * What credentials a name stands for.
 *
 * @throws CatalogConfigError when there are none of this name.
 */
export function findCredentials(dataset: string, wanted: string, credentials: Credentials): unknown {
  if (Object.hasOwn(credentials, wanted)) return credentials[wanted];
  const near = didYouMean(closestNames(wanted, Object.keys(credentials)));
  throw new CatalogConfigError(
    dataset,
    `there are no credentials "${wanted}".${near} Add them to credentials.yml of your environment.`,
  );
}

/** The same value with credentials in the place of their names; itself where it names none. Lists are not looked into. */
export function fillCredentials<T>(dataset: string, value: T, credentials: Credentials): T {
  if (!isPlainMapping(value)) return value;
  let filled: Record<string, unknown> | undefined;
  for (const key in value) {
    const item = value[key];
    const found =
      key === CREDENTIALS && typeof item === 'string'
        ? findCredentials(dataset, item, credentials)
        : typeof item === 'object'
          ? fillCredentials(dataset, item, credentials)
          : item;
    if (found === item) continue;
    filled ??= { ...value };
    define(filled, key, found);
  }
  return (filled ?? value) as T;
}

/**
 * The reverse: a name in the place of credentials that are written out.
 *
 * @returns the entry, and the credentials by the names that stand in it now
 */
export function extractCredentials<T>(
  dataset: string,
  entry: T,
): { readonly entry: T; readonly credentials: Credentials } {
  const credentials: Record<string, unknown> = {};
  const extract = (value: unknown): unknown => {
    if (!isPlainMapping(value)) return value;
    const extracted = { ...value };
    for (const [key, item] of Object.entries(value)) {
      const isSecret = key === CREDENTIALS && item !== null && item !== undefined;
      define(extracted, key, isSecret ? store(item) : extract(item));
    }
    return extracted;
  };
  const store = (secret: unknown): string => {
    const count = Object.keys(credentials).length;
    const name = `${dataset}_${CREDENTIALS}${count === 0 ? '' : `_${count + 1}`}`;
    define(credentials, name, secret);
    return name;
  };
  return { entry: extract(entry) as T, credentials };
}

/** Tells whether a value is a mapping as configuration has them, and no instance of a class. */
export function isPlainMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Not by assignment, which would take the key `__proto__` for the prototype. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
