import { ConfigNode, type ResolvedValue } from './config-node.js';
import { parseIndex, splitKeyPath } from './key-path.js';

/** What was found at a path. */
export type Selection =
  /** A value, in the place to which `keys` lead from its root. */
  | { readonly found: 'value'; readonly value: ResolvedValue; readonly keys: readonly string[] }
  /** The marker `???` of a value that has yet to be given, at the path or above it. */
  | { readonly found: 'marker'; readonly isAbove: boolean }
  /** A container without the key. */
  | { readonly found: 'nothing'; readonly key: string; readonly siblings: readonly string[] }
  /** Something that has no keys, above the key. */
  | { readonly found: 'no-container'; readonly key: string }
  /** A list, and a key that is not a number. */
  | { readonly found: 'no-index'; readonly key: string }
  /** More dots in front than there are containers around. */
  | { readonly found: 'no-parent' };

/** The value of a key that a container has, interpolations in it resolved. */
export type Dereference = (node: ConfigNode, key: string) => Promise<ResolvedValue>;

/**
 * Follows a path: from the root of `from`, or from `from` itself when it starts with a dot, each further dot being one
 * container up. Interpolations on the way are resolved and looked into.
 */
export async function select(from: ConfigNode, path: string, dereference: Dereference): Promise<Selection> {
  const start = path.search(/[^.]|$/);
  let node: ConfigNode | undefined = start === 0 ? from.root : from;
  for (let dots = 1; dots < start; dots++) node = node?.parent;
  if (node === undefined) return { found: 'no-parent' };
  if (start === path.length) return { found: 'value', value: node, keys: node.path };
  return follow(node, splitKeyPath(path.slice(start)), dereference);
}

/** The marker of a value that has yet to be given. */
export const MISSING_MARKER = '???';

async function follow(
  node: ConfigNode,
  [key = '', ...rest]: readonly string[],
  dereference: Dereference,
): Promise<Selection> {
  const known = knownKey(node, key);
  if (typeof known !== 'string') return known;
  const [next] = rest;
  if (node.child(known) === MISSING_MARKER) return { found: 'marker', isAbove: next !== undefined };
  const value = await dereference(node, known);
  if (next === undefined) return { found: 'value', value, keys: [...node.path, known] };
  return value instanceof ConfigNode
    ? follow(value, rest, dereference)
    : { found: 'no-container', key: next };
}

function knownKey(node: ConfigNode, key: string): string | Selection {
  if (!Array.isArray(node.content)) {
    return node.has(key) ? key : { found: 'nothing', key, siblings: node.keys };
  }
  const index = parseIndex(key);
  if (index === undefined) return { found: 'no-index', key };
  const isThere = index >= 0 && index < node.content.length;
  return isThere ? String(index) : { found: 'nothing', key, siblings: [] };
}
