import { deepFreeze } from './deep-freeze.js';
import { isMapping, type ConfigMapping } from './deep-merge.js';
import { findReferences, type Reference } from './interpolation/find-references.js';
import { plainCopy } from './interpolation/index.js';
import { splitKeyPath } from './interpolation/key-path.js';
import type { ConfigLayer } from './layer.js';
import { countWritten, lookUp, valueAt } from './lookup.js';
import type { ConfigOrigin } from './origin.js';

/** How a value of the configuration came about. */
export interface ConfigExplanation {
  /** The value, interpolations resolved. */
  readonly value: unknown;
  /** All places that write it, lowest first; the last one wins. */
  readonly layers: readonly ConfigLayerValue[];
  /** What the interpolations of the text that wins refer to, one step; without what has no place in the configuration. */
  readonly references: readonly ConfigReference[];
}

/** What one place writes for a value. */
export interface ConfigLayerValue {
  readonly origin: ConfigOrigin;
  /**
   * As it is written, interpolations unresolved. When an interpolation above the value brings it in, that
   * interpolation (and `origin` has its line).
   */
  readonly written: unknown;
  /** Whether something of the value comes from here: true for the last place, and for others that a mapping is merged from. */
  readonly contributes: boolean;
}

/** What an interpolation refers to. */
export interface ConfigReference {
  /** With the config key, such as `globals.root`; of a runtime parameter `runtime_params.customer`. */
  readonly path: string;
  readonly origin: ConfigOrigin;
  /** As it is written there. */
  readonly written: unknown;
}

/** Where explanations are looked for. */
export interface ExplainSources {
  readonly key: string;
  readonly config: ConfigMapping;
  /** All places of the key, lowest first. */
  readonly layers: readonly ConfigLayer[];
  readonly globals: readonly ConfigLayer[];
  readonly runtimeParams: ConfigLayer;
}

/** Explains the value at a dotted path; undefined when there is none. */
export function explainValue(sources: ExplainSources, path: string): ConfigExplanation | undefined {
  const { config, layers } = sources;
  const keys = lookUp(config, path);
  if (keys === undefined || keys.length === 0) return undefined;
  const value = valueAt(config, keys);
  const writers = layers.flatMap((layer) => writtenIn(layer, keys) ?? []);
  const contributors = contributorsOf(value, keys, layers);
  return {
    value,
    layers: writers.map((written, index) => {
      const contributes = index === writers.length - 1 || contributors.has(written.layer);
      return { ...describe(written), contributes };
    }),
    references: writers.slice(-1).flatMap((winner) => referencesOf(winner, sources)),
  };
}

/** What a layer says about a path of keys. */
interface Written {
  readonly layer: ConfigLayer;
  /** The part of the path that it writes: less than all when an interpolation there brings in the rest. */
  readonly keys: readonly string[];
  readonly value: unknown;
}

function writtenIn(layer: ConfigLayer, path: readonly string[]): Written | undefined {
  const keys = path.slice(0, countWritten(layer.values, path));
  const value = valueAt(layer.values, keys);
  const bringsIn = typeof value === 'string' && value.includes('${');
  return keys.length === 0 || (keys.length < path.length && !bringsIn) ? undefined : { layer, keys, value };
}

function describe({ layer, keys, value }: Written): Pick<ConfigLayerValue, 'origin' | 'written'> {
  const { file, environment } = layer;
  const origin: ConfigOrigin =
    file === undefined
      ? { source: 'runtime' }
      : { source: 'file', file, environment, line: layer.lineOf(keys) };
  return { origin, written: deepFreeze(plainCopy(value)) };
}

/** The layers that are the last to write at least one of the values in a mapping. */
function contributorsOf(
  value: unknown,
  keys: readonly string[],
  layers: readonly ConfigLayer[],
): ReadonlySet<ConfigLayer> {
  const found = new Set<ConfigLayer>();
  const collect = (each: unknown, path: readonly string[]): void => {
    if (isMapping(each)) for (const [name, below] of Object.entries(each)) collect(below, [...path, name]);
    else {
      const last = layers.findLast((layer) => writtenIn(layer, path) !== undefined);
      if (last !== undefined) found.add(last);
    }
  };
  collect(value, keys);
  return found;
}

function referencesOf(winner: Written, sources: ExplainSources): ConfigReference[] {
  const { value } = winner;
  if (typeof value !== 'string' || !value.includes('${')) return [];
  const references = findReferences(value).flatMap((each) => lookUpReference(each, winner, sources) ?? []);
  return references.filter(({ path }, index) => references.findIndex((each) => each.path === path) === index);
}

function lookUpReference(
  { resolver, path }: Reference,
  { layer, keys }: Written,
  { key, layers, globals, runtimeParams }: ExplainSources,
): ConfigReference | undefined {
  const find = (name: string, places: readonly ConfigLayer[], sought: readonly string[]) => {
    const written = places.map((place) => writtenIn(place, sought)).findLast((each) => each !== undefined);
    return written && { path: [name, ...sought].join('.'), ...describe(written) };
  };
  switch (resolver) {
    case undefined:
    case 'oc.select': {
      // Interpolations are resolved within an environment, in credentials within a file.
      const isSeen = ({ environment, file }: ConfigLayer) =>
        file === undefined ||
        (environment === layer.environment && (key !== 'credentials' || file === layer.file));
      return find(key, layers.filter(isSeen), absolute(path, keys));
    }
    case 'globals':
      return find('globals', globals, splitKeyPath(path));
    case 'runtime_params':
      return find('runtime_params', [runtimeParams], splitKeyPath(path));
    default:
      return undefined;
  }
}

/** The keys of a path; dots in front are relative to the container in which the keys of the interpolation lead. */
function absolute(path: string, from: readonly string[]): readonly string[] {
  const dots = path.search(/[^.]|$/);
  return dots === 0 ? splitKeyPath(path) : [...from.slice(0, -dots), ...splitKeyPath(path.slice(dots))];
}
