import { isMapping } from '../deep-merge.js';
import { IntegralFloat } from './integral-float.js';

/** What becomes of `IntegralFloat` in a result. */
export interface PlainCopyOptions {
  /** Whether they stay; otherwise they become plain numbers. Default: false. */
  readonly keepIntegralFloats?: boolean;
}

/** A copy of a value in which no container is shared with it; the key `__proto__` is left out at every depth. */
export function plainCopy(value: unknown, options: PlainCopyOptions = {}): unknown {
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, options));
  if (value instanceof IntegralFloat) return options.keepIntegralFloats === true ? value : value.value;
  if (!isMapping(value)) return value ?? null;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key !== '__proto__') copy[key] = plainCopy(value[key], options);
  }
  return copy;
}
