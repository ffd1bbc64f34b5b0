/**
 * For every name that entries of a catalog give under `credentials`, the name itself: with these for credentials, a resolver
 * gives entries that name them as they are written.
 */
export function namedCredentials(tree: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries([...namesIn(tree)].map((name) => [name, name]));
}

function* namesIn(tree: unknown): Iterable<string> {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    if (key === 'credentials' && typeof value === 'string') yield value;
    else yield* namesIn(value);
  }
}
