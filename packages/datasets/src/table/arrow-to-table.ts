import type { DataType, Table as ArrowTable, Vector } from 'apache-arrow';
import { ValueNotWritableError } from '../errors.js';
import { loadArrow } from './arrow.js';
import type { ColumnValues, Table } from './table.js';

type Arrow = typeof import('apache-arrow');

/**
 * The columns of an Arrow table: numbers without nulls as typed arrays, everything else as plain arrays; timestamps and
 * dates become Date (whole milliseconds), lists and structs plain values.
 */
export async function arrowToTable(table: ArrowTable): Promise<Table> {
  const arrow = await loadArrow();
  const columns = table.schema.fields.map(({ name, type }, i) => {
    const vector = table.getChildAt(i)!;
    return { name, values: valuesOf(arrow, name, type as DataType, vector) };
  });
  return { length: table.numRows, columns };
}

function valuesOf(arrow: Arrow, name: string, type: DataType, vector: Vector): ColumnValues {
  const types = arrow.DataType;
  if (types.isDecimal(type) || types.isInterval(type) || types.isDuration(type) || types.isTime(type))
    throw new ValueNotWritableError(
      `data.${name}`,
      `is an Arrow column of type ${String(type)}, which this dataset cannot write; cast it to numbers or text`,
    );
  const isNumeric = types.isInt(type) || (types.isFloat(type) && type.precision !== arrow.Precision.HALF);
  if (isNumeric && vector.nullCount === 0) return vector.toArray() as ColumnValues;

  const convert = converterOf(types, types.isDictionary(type) ? (type.dictionary as DataType) : type);
  const values = new Array<unknown>(vector.length);
  let i = 0;
  // Words of a dictionary are decoded once, not once per row.
  const source = types.isDictionary(type) ? vector.memoize() : vector;
  for (const value of source) values[i++] = value === null ? null : convert(value);
  return values;
}

function converterOf(types: typeof DataType, type: DataType): (value: unknown) => unknown {
  if (types.isTimestamp(type) || types.isDate(type)) return (value) => new Date(Number(value));
  if (types.isList(type) || types.isFixedSizeList(type) || types.isStruct(type) || types.isMap(type))
    return toPlain;
  return (value) => value;
}

function toPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { toJSON?: unknown };
  const plain: unknown = typeof toJSON === 'function' ? toJSON.call(value) : value;
  if (ArrayBuffer.isView(plain)) return Array.from(plain as unknown as ArrayLike<unknown>, toPlain);
  if (Array.isArray(plain)) return plain.map(toPlain);
  if (typeof plain !== 'object' || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, toPlain(item)]));
}
