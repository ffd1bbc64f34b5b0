import { isMapping, mergeInto, type ConfigMapping } from './deep-merge.js';
import { ConfigError, DuplicateConfigKeyError, type DuplicateConfigKey } from './errors.js';
import type { ConfigLayer } from './layer.js';

/** Whether a key holds parameters: their files merge deeply, runtime parameters belong to them, `_` keys stay. */
export function isParameters(key: string): boolean {
  return key === 'parameters';
}

/**
 * Puts the files of one environment together.
 *
 * Each top-level key may be in one file only. Parameters are finer: two files may fill the same mapping as long as
 * no value is given twice. Top-level keys that start with `_` are free: later files (by path) are laid over earlier.
 *
 * @throws DuplicateConfigKeyError when two files define the same.
 */
export function mergeLayers(
  key: string,
  environment: string,
  layers: readonly ConfigLayer[],
): Record<string, unknown> {
  const duplicates = findDuplicates(layers, isParameters(key));
  if (duplicates.length > 0) throw new DuplicateConfigKeyError(key, environment, duplicates);
  return layers.reduce<Record<string, unknown>>((merged, layer) => mergeInto(merged, layer.values), {});
}

/**
 * Refuses to lay a list over a mapping or a mapping over a list: such an override is a mistake more often than not.
 *
 * @throws ConfigError that names the key.
 */
export function checkOverride(base: ConfigMapping, over: ConfigMapping, file?: string, path = ''): void {
  for (const [name, value] of Object.entries(over)) {
    const current = Object.hasOwn(base, name) ? base[name] : undefined;
    const keyPath = path + name;
    if (isMapping(current) && isMapping(value)) {
      checkOverride(current, value, file, `${keyPath}.`);
    } else if ((isMapping(current) && Array.isArray(value)) || (Array.isArray(current) && isMapping(value))) {
      const [from, to] = isMapping(current) ? ['mapping', 'list'] : ['list', 'mapping'];
      throw new ConfigError({ file, keyPath }, `a ${to} cannot be merged into the ${from} that is there.`);
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
