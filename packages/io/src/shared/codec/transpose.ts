type Row = Readonly<Record<string, unknown>>;

/** So many rows are taken apart before the columns get their parts, so that these are still in the fast part of the memory. */
const ROWS_AT_ONCE = 1024;

/** One column for each key of objects that have the same keys: typed if it has nothing but numbers. */
export function transpose(rows: readonly Row[], keys: readonly string[]): (Float64Array | unknown[])[] {
  const { length } = rows;
  const columns = keys.map((key) =>
    length > 0 && typeof rows[0]![key] === 'number' ? new Float64Array(length) : new Array<unknown>(length),
  );
  const parts = new Array<unknown[]>(Math.min(ROWS_AT_ONCE, length));
  for (let from = 0; from < length; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, length - from);
    // Engines list the values of an object several times faster than one can ask for them key by key.
    for (let i = 0; i < count; i++) parts[i] = Object.values(rows[from + i]!);
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!;
      if (!(column instanceof Float64Array)) putItems(parts, k, column, from, count);
      else if (!putNumbers(parts, k, column, from, count)) {
        const items = (columns[k] = new Array<unknown>(length));
        for (let i = 0; i < from; i++) items[i] = column[i];
        putItems(parts, k, items, from, count);
      }
    }
  }
  return columns;
}

function putItems(
  parts: readonly (readonly unknown[])[],
  k: number,
  column: unknown[],
  from: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) column[from + i] = parts[i]![k];
}

/** Returns false when some item is no number. */
function putNumbers(
  parts: readonly (readonly unknown[])[],
  k: number,
  column: Float64Array,
  from: number,
  count: number,
): boolean {
  for (let i = 0; i < count; i++) {
    const item = parts[i]![k];
    if (typeof item !== 'number') return false;
    column[from + i] = item;
  }
  return true;
}
