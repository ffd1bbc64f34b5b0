import { isMapping } from './deep-merge.js';

/** Freezes a mapping with all mappings and lists in it; other objects are left as they are. */
export function deepFreeze<Value>(value: Value): Readonly<Value> {
  if (Array.isArray(value)) value.forEach(deepFreeze);
  else if (isMapping(value)) Object.values(value).forEach(deepFreeze);
  else return value;
  return Object.freeze(value);
}
