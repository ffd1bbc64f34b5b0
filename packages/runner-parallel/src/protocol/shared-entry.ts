import type { SharedValue } from '@kedro-ts/io';

/** A dataset's name and the handle to its value. */
export type SharedEntry = readonly [dataset: string, value: SharedValue];

/** A handle as it crosses: that of a small value is nothing but its bytes, which costs a third of all its fields. */
export type PackedValue = SharedValue | Uint8Array;

/** Makes a handle ready to cross. */
export function pack(value: SharedValue): PackedValue {
  const { codec, storage } = value;
  return codec === 'value' && storage.kind === 'inline' ? storage.bytes : value;
}

/** The handle that was packed. */
export function unpack(value: PackedValue): SharedValue {
  if (!(value instanceof Uint8Array)) return value;
  const { byteLength } = value;
  return {
    codec: 'value',
    storage: { kind: 'inline', bytes: value },
    foreign: [],
    byteLength,
    inPlace: 0,
  };
}

/** The handles that are there, with the names that they belong to. */
export function unpackAll(
  names: readonly string[],
  values: readonly (PackedValue | undefined)[],
): SharedEntry[] {
  const entries: SharedEntry[] = [];
  for (const [i, value] of values.entries())
    if (value !== undefined) entries.push([names[i]!, unpack(value)]);
  return entries;
}
