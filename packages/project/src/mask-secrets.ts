/** What stands for a secret in everything that is printed. */
export const MASK = '***';

/** Takes secrets out of configuration before it is shown. */
export interface SecretMask {
  /** A text without passwords of URLs, and without the values of all credentials. */
  text(text: string): string;
  /** A tree of configuration in the same way; below `credentials`, every value. */
  tree(tree: unknown): unknown;
  /** A tree in which every value is a secret; names and references to elsewhere stay. */
  secrets(tree: unknown): unknown;
}

/**
 * A mask that knows these secrets wherever they turn up, because an interpolation may have carried them there.
 *
 * A secret of less than four characters is only masked where it stands by itself: it would be found in the middle of words.
 *
 * @param credentials - the resolved content of `credentials`, and what else holds credentials in place
 */
export function createSecretMask(...credentials: readonly unknown[]): SecretMask {
  const known = new Set(credentials.flatMap((tree) => [...leavesOf(tree)].flatMap(spellingsOf)));
  const pattern = patternOf(known);
  const text = (value: string): string => {
    const masked = pattern === undefined ? value : value.replace(pattern, MASK);
    return masked.replace(URL_PASSWORD, `$1${MASK}@`).replace(URL_TOKEN, `$1${MASK}`);
  };
  const tree = (value: unknown, key?: string): unknown => {
    if (key === CREDENTIALS && typeof value === 'object') return maskAll(value);
    if (typeof value === 'number' && known.has(String(value))) return MASK;
    return typeof value === 'string' ? text(value) : mapValues(value, tree);
  };
  return { text, tree: (value) => tree(value), secrets: maskAll };
}

/** The mappings that stand below `credentials` in entries, in the place of a name. */
export function* inlineCredentials(tree: unknown): Iterable<unknown> {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    if (key === CREDENTIALS && typeof value === 'object') yield value;
    else yield* inlineCredentials(value);
  }
}

const CREDENTIALS = 'credentials';

/** Up to the last `@`, because a password may have one; a number before a slash is a port. */
const URL_PASSWORD = /([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)(?!\d+(?:[/?#\s]|$))\S+@/gi;
const URL_TOKEN =
  /([?&;](?:password|passwd|pwd|pass|token|secret|sig|signature|api[_-]?key|access[_-]?key)=)[^&;#\s]+/gi;

/** Tells nothing but where the secret is: `${oc.env:NAME}` and the like, without a default. */
const REFERENCE = /^\$\{(?:oc\.env|globals|runtime_params):[\w.]+\}$/;

function maskAll(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' && REFERENCE.test(value)) return value;
  return isCollection(value) ? mapValues(value, maskAll) : MASK;
}

function* leavesOf(value: unknown): Iterable<unknown> {
  if (isCollection(value)) for (const item of Object.values(value)) yield* leavesOf(item);
  else yield value;
}

/** How a secret may be written elsewhere; `true`, or the number of a port, is none. */
function spellingsOf(secret: unknown): string[] {
  const isSecret =
    typeof secret === 'string' || (typeof secret === 'number' && String(secret).length >= SHORT);
  const text = isSecret ? String(secret).trim() : '';
  if (text === '' || REFERENCE.test(text)) return [];
  // By way of a buffer, because half of a surrogate pair cannot be encoded.
  return [text, encodeURIComponent(Buffer.from(text).toString())];
}

const SHORT = 4;

function patternOf(secrets: ReadonlySet<string>): RegExp | undefined {
  if (secrets.size === 0) return undefined;
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const parts = longestFirst.map((secret) => {
    const escaped = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return secret.length < SHORT ? `(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])` : escaped;
  });
  return new RegExp(parts.join('|'), 'gu');
}

type Collection = Readonly<Record<string, unknown>> | readonly unknown[];

/** A list or a plain mapping; what else a resolver may have made is a value. */
function isCollection(value: unknown): value is Collection {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function mapValues(value: unknown, change: (value: unknown, key?: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => change(item));
  if (!isCollection(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, change(item, key)]),
  );
}
