import { UnknownSpecError } from '../errors.js';

/**
 * The values that stand for what JSON cannot say: `{"$float":"2.0"}`, `{"$int":"…"}`, `{"$tuple":[]}`, `{"$set":[]}`,
 * `{"$bytes":"…"}` become numbers, big integers, arrays and bytes; `{"$map":[]}` an object, whose keys are always text. Other markers, such as `{"$iterator":true}`, stay as they are.
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
    case '$bytes':
      return toBytes(String(content));
    case '$map':
      return Object.fromEntries(
        (content as readonly (readonly [unknown, unknown])[]).map(([name, item]) => [
          String(decodeMarkers(name)),
          decodeMarkers(item),
        ]),
      );
    default:
      return Object.fromEntries(entries.map(([name, item]) => [name, decodeMarkers(item)]));
  }
}

/** Whether any value may stand here. */
export function isOpaque(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$opaque' in value;
}

function toBytes(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new UnknownSpecError(`the bytes ${JSON.stringify(hex)}`);
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

function toNumber(text: string): number {
  const number = Number(SPECIAL[text] ?? text);
  if (Number.isNaN(number) && text !== 'nan')
    throw new UnknownSpecError(`the number ${JSON.stringify(text)}`);
  return number;
}

/** As Python writes them. */
const SPECIAL: Readonly<Record<string, string>> = { inf: 'Infinity', '-inf': '-Infinity' };
