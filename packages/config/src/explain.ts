import { deepFreeze } from './deep-freeze.js';
import type { ConfigMapping } from './deep-merge.js';
import { plainCopy } from './interpolation/index.js';
import type { ConfigLayer } from './layer.js';
import { countWritten, lookUp, valueAt } from './lookup.js';
import type { ConfigOrigin } from './origin.js';

/** How a value of the configuration came about. */
export interface ConfigExplanation {
  /** The value, interpolations resolved. */
  readonly value: unknown;
  /** All places that write it, lowest first; the last one wins. */
  readonly layers: readonly ConfigLayerValue[];
}

/** What one place writes for a value. */
export interface ConfigLayerValue {
  readonly origin: ConfigOrigin;
  /**
   * As it is written, interpolations unresolved. When an interpolation above the value brings it in, that
   * interpolation (and `origin` has its line).
   */
  readonly written: unknown;
}

/** Explains the value at a dotted path; undefined when there is none. */
export function explainValue(
  config: ConfigMapping,
  layers: readonly ConfigLayer[],
  path: string,
): ConfigExplanation | undefined {
  const keys = lookUp(config, path);
  if (keys === undefined || keys.length === 0) return undefined;
  return { value: valueAt(config, keys), layers: layers.flatMap((layer) => writtenIn(layer, keys)) };
}

function writtenIn(layer: ConfigLayer, keys: readonly string[]): ConfigLayerValue[] {
  const { file, environment, values } = layer;
  const written = keys.slice(0, countWritten(values, keys));
  const value = valueAt(values, written);
  const bringsIn = typeof value === 'string' && value.includes('${');
  if (written.length === 0 || (written.length < keys.length && !bringsIn)) return [];
  const origin: ConfigOrigin =
    file === undefined
      ? { source: 'runtime' }
      : { source: 'file', file, environment, line: layer.lineOf(written) };
  return [{ origin, written: deepFreeze(plainCopy(value)) }];
}
