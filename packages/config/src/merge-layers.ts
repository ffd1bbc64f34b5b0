import { isMapping, mergeInto, type ConfigMapping } from './deep-merge.js';
import { ConfigError, DuplicateConfigKeyError, type DuplicateConfigKey } from './errors.js';
import { expandInterpolations } from './expand-interpolations.js';
import type { NodeResolver, Resolver } from './interpolation/index.js';
import type { ConfigLayer } from './layer.js';
import { lookUp } from './lookup.js';

/** Whether a key holds parameters: their files merge deeply, runtime parameters belong to them, `_` keys stay. */
export function isParameters(key: string): boolean {
  return key === 'parameters';
}

/**
 * Puts the layers of one environment together, later ones over earlier ones.
 *
 * Each top-level key may be in one file only. Parameters are finer: two files may fill the same mapping as long as
 * no value is given twice. Top-level keys that start with `_` are free: later files (by path) are laid over earlier.
 *
 * @throws DuplicateConfigKeyError when two files define the same.
 * @throws ConfigError when a list meets a mapping.
 */
export async function mergeLayers(
  layers: readonly ConfigLayer[],
  { key, environment, resolvers }: MergeOptions,
): Promise<ConfigMapping> {
  const files = layers.filter(({ file }) => file !== undefined);
  const duplicates = findDuplicates(files, isParameters(key));
  if (duplicates.length > 0) {
    const placesOf = (duplicate: DuplicateConfigKey) => placesIn(files, duplicate);
    throw new DuplicateConfigKeyError(key, environment, duplicates, placesOf);
  }
  const filled = layers.filter(({ values }) => Object.keys(values).length > 0);
  const [first, ...rest] = filled;
  if (first === undefined || rest.length === 0) return first?.values ?? {};
  const merged = mergeInto({}, first.values);
  for (const layer of rest) {
    await expandInterpolations(merged, layer.values, resolvers);
    checkOverride(merged, layer.values, layer);
    mergeInto(merged, layer.values);
  }
  return merged;
}

/** What the layers that are put together belong to. */
export interface MergeOptions {
  readonly key: string;
  readonly environment: string;
  readonly resolvers: ReadonlyMap<string, Resolver | NodeResolver>;
}

/**
 * Refuses to lay a list over a mapping or a mapping over a list: such an override is a mistake more often than not.
 *
 * @throws ConfigError that names the key, and the place that wants to override it.
 */
export function checkOverride(
  base: ConfigMapping,
  over: ConfigMapping,
  by: Pick<ConfigLayer, 'file' | 'shownFile' | 'lineOf'>,
  above: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(over)) {
    const current = Object.hasOwn(base, name) ? base[name] : undefined;
    const keys = [...above, name];
    if (isMapping(current) && isMapping(value)) {
      checkOverride(current, value, by, keys);
    } else if ((isMapping(current) && Array.isArray(value)) || (Array.isArray(current) && isMapping(value))) {
      const [from, to] = isMapping(current) ? ['mapping', 'list'] : ['list', 'mapping'];
      throw new ConfigError(
        { file: by.file, shownFile: by.shownFile, keyPath: keys.join('.'), line: by.lineOf(keys) },
        `a ${to} cannot be merged into the ${from} that is there.`,
      );
    }
  }
}

function findDuplicates(layers: readonly ConfigLayer[], isDeep: boolean): DuplicateConfigKey[] {
  if (layers.length < 2) return [];
  const definitions = new Map<string, { files: string[]; hasValue: boolean }>();
  for (const { file = '', values } of layers) {
    for (const [path, isValue] of definedPaths(values, isDeep)) {
      const found = definitions.get(path) ?? { files: [], hasValue: false };
      found.files.push(file);
      found.hasValue ||= isValue;
      definitions.set(path, found);
    }
  }
  return [...definitions]
    .filter(([, { files, hasValue }]) => hasValue && files.length > 1)
    .map(([key, { files }]) => ({ key, files }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function placesIn(layers: readonly ConfigLayer[], { key, files }: DuplicateConfigKey): string[] {
  return layers
    .filter(({ file }) => files.includes(file ?? ''))
    .map(({ shownFile = '', values, lineOf }) => {
      const line = lineOf(lookUp(values, key) ?? []);
      return line === undefined ? shownFile : `${shownFile}:${line}`;
    });
}

/** The paths that a file defines, with whether each is a value (true) or a mapping that others may fill (false). */
function definedPaths(values: ConfigMapping, isDeep: boolean): Map<string, boolean> {
  const paths = new Map<string, boolean>();
  const collect = (mapping: ConfigMapping, prefix: string): void => {
    for (const [name, value] of Object.entries(mapping)) {
      const path = prefix + name;
      const isFillable = isDeep && isMapping(value);
      paths.set(path, !isFillable || paths.get(path) === true);
      if (isFillable) collect(value, `${path}.`);
    }
  };
  collect(Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('_'))), '');
  return paths;
}
