/**
 * The values that stand for what JSON cannot say: `{"$float":"2.0"}`, `{"$int":"…"}`, `{"$tuple":[]}`, `{"$set":[]}` become
 * numbers, big integers and arrays. Other markers, such as `{"$iterator":true}`, stay as they are.
 */
export function decodeMarkers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeMarkers);
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [key, content] = entries.length === 1 ? entries[0]! : ['', undefined];
  switch (key) {
    case '$float':
      return toNumber(String(content));
    case '$int':
      return BigInt(String(content));
    case '$tuple':
    case '$set':
      return decodeMarkers(content);
    default:
      return Object.fromEntries(entries.map(([name, item]) => [name, decodeMarkers(item)]));
  }
}

/** Whether any value may stand here. */
export function isOpaque(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$opaque' in value;
}

function toNumber(text: string): number {
  const infinity = /^(-?)inf/.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  return Number(text);
}
