import type { ConfigExplanation } from '@kedro-ts/config';
import { CatalogConfigResolver, closestNames, didYouMean } from '@kedro-ts/io';
import type { ProjectConfigLoader } from '@kedro-ts/project';
import { ConfigPathError } from '../errors.js';
import { findValue, pathError } from './find-value.js';
import { namedCredentials } from './named-credentials.js';

/** Where a value of the configuration comes from. */
export interface ExplainedPath extends ConfigExplanation {
  /** The key of the configuration, such as `catalog`. */
  readonly key: string;
  /** The path below it. */
  readonly path: string;
  /** Set when the catalog has no such entry, but a pattern that fits. */
  readonly pattern: { readonly dataset: string; readonly name: string } | undefined;
}

/**
 * Explains a path such as `catalog.cars.filepath`.
 *
 * @throws ConfigPathError when there is no such value; errors of the configuration.
 */
export async function explainPath(loader: ProjectConfigLoader, text: string): Promise<ExplainedPath> {
  const keys = loader.keys?.() ?? ['catalog', 'parameters', 'credentials', 'globals'];
  const key = keys.find((name) => text === name || text.startsWith(`${name}.`));
  if (key === undefined) {
    const near = didYouMean(closestNames(text.split('.')[0]!, keys));
    throw new ConfigPathError(text, `a path begins with one of ${keys.join(', ')}.${near}`);
  }
  const path = text.slice(key.length + 1);
  if (path === '')
    throw new ConfigPathError(
      text,
      `name a value below it, such as ${key}.<name>. For all of it: kedro config show ${key}`,
    );
  if (loader.explain === undefined)
    throw new ConfigPathError(text, 'the config loader of the project has no explain().');

  const tree = await loader.get(key);
  const explanation = await loader.explain(key, path);
  if (explanation !== undefined) return { ...explanation, key, path, pattern: undefined };
  const made = key === 'catalog' ? await explainByPattern(loader, tree, path) : undefined;
  if (made === undefined) throw pathError(key, tree, path);
  return made;
}

/** Names of datasets have dots as paths do: what leads to a value of an entry is taken for that, the rest for a name. */
async function explainByPattern(
  loader: ProjectConfigLoader,
  catalog: Readonly<Record<string, unknown>>,
  path: string,
): Promise<ExplainedPath | undefined> {
  const resolver = new CatalogConfigResolver(catalog, { credentials: namedCredentials(catalog) });
  const parts = path.split('.');
  const lengths = parts.map((_, i) => i + 1);
  // The whole path comes last, because a pattern of nothing but placeholders fits everything.
  for (const length of lengths) {
    const dataset = parts.slice(0, length).join('.');
    if (resolver.entries.has(dataset)) continue;
    const match = resolver.matchPattern(dataset, ['dataset', 'catch-all']);
    if (match === undefined) continue;
    const below = parts.slice(length).join('.');
    const found = findValue(resolver.resolveByPattern(dataset), below);
    if (found === undefined) continue;
    const written = await loader.explain?.('catalog', [match.pattern, below].filter(Boolean).join('.'));
    const pattern = { dataset, name: match.pattern };
    const { layers = [], references = [] } = written ?? {};
    return { key: 'catalog', path, pattern, layers, references, value: found[0] };
  }
  return undefined;
}
