/** A value as it is now, in the form in which cases record it: nothing is null, a stream of chunks is `{"$iterator":true}`. */
export function snapshot(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(snapshot);
  if (typeof value !== 'object') return value;
  if (Symbol.asyncIterator in value || Symbol.iterator in value) return { $iterator: true };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, snapshot(item)]));
}
