/**
 * The tables that flow between the nodes. A table is a record of columns of equal length: typed arrays are shared between
 * the workers of a parallel run without being copied, and three million rows as objects would not fit into memory.
 */
export type Table = Readonly<Record<string, Column>>;

/** The numbers or texts of one column. */
export type Column = Float64Array | Int32Array | string[];

/** A table as it comes from a file, before anything is known about it. */
export type RawTable = Readonly<Record<string, ArrayLike<unknown>>>;

/** Airports, sorted by IATA code. The row of an airport is what stands for it in all other tables. */
export type Airports = {
  readonly iata: string[];
  readonly city: string[];
  readonly state: string[];
  /** Degrees north. */
  readonly latitude: Float64Array;
  /** Degrees east. */
  readonly longitude: Float64Array;
};

/** One flight a row, in order of departure. */
export type Flights = {
  /** When the aircraft left the gate, local time: minutes since {@link FIRST_MOMENT}. */
  readonly departure: Int32Array;
  /** Minutes that it arrived too late; below 0 when it was early. */
  readonly delay: Int32Array;
  /** Miles. */
  readonly distance: Int32Array;
  /** Row in {@link Airports}, or -1 for an airport that is not there. */
  readonly origin: Int32Array;
  /** Row in {@link Airports}, or -1 for an airport that is not there. */
  readonly destination: Int32Array;
};

/** When flights left, taken apart. */
export type Calendar = {
  /** 0 to 23. */
  readonly hour: Int32Array;
  /** 0 for Monday to 6 for Sunday. */
  readonly weekday: Int32Array;
};

/** Where flights went. */
export type Geography = {
  /** Degrees north: how wintry it is where they left. */
  readonly originLatitude: Float64Array;
  /** Degrees of longitude gained: eastbound flights have the wind behind them. */
  readonly eastward: Float64Array;
};

/** Flights with everything that is known about them when they leave. */
export type PrimaryFlights = Flights & Calendar & Geography;

/** What the model is given about a flight, in the order of its weights. */
export const FEATURES = [
  'originDelay',
  'destinationDelay',
  'hourDelay',
  'weekdayDelay',
  'distance',
  'originLatitude',
  'eastward',
] as const;

/** The columns of {@link FEATURES}, and the delay that is to be predicted. */
export type FlightFeatures = Readonly<Record<(typeof FEATURES)[number], Float64Array>> & {
  readonly delay: Int32Array;
};

/** What the model says about flights, row by row. */
export type Predictions = {
  /** Minutes. */
  readonly delay: Float64Array;
};

/** The midnight, a Monday's, from which times are counted: 1 January 2001. */
export const FIRST_MOMENT = Date.UTC(2001, 0, 1);

/** Minutes from {@link FIRST_MOMENT} to a moment written as `2001-03-31`, `2001/03/31 22:27`, or a Date. */
export function minutesSinceFirstMoment(moment: unknown): number {
  const time = moment instanceof Date ? moment.getTime() : parseMoment(String(moment));
  if (!Number.isFinite(time))
    throw new TypeError(`"${String(moment)}" is not a moment such as 2001/03/31 22:27`);
  return Math.floor((time - FIRST_MOMENT) / 60_000);
}

/** A column of whole numbers, row by row; several times as fast as `Int32Array.from`. */
export function integers(length: number, valueAt: (row: number) => number): Int32Array {
  const column = new Int32Array(length);
  for (let row = 0; row < length; row++) column[row] = valueAt(row);
  return column;
}

/** A column of numbers, row by row; several times as fast as `Float64Array.from`. */
export function numbers(length: number, valueAt: (row: number) => number): Float64Array {
  const column = new Float64Array(length);
  for (let row = 0; row < length; row++) column[row] = valueAt(row);
  return column;
}

/** The numbers of rows for which a condition holds, in order. */
export function rowsWhere(length: number, condition: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length);
  let found = 0;
  for (let row = 0; row < length; row++) if (condition(row)) rows[found++] = row;
  return rows.slice(0, found);
}

/** A table of some rows of another one. */
export function takeRows<T extends Table>(table: T, rows: Int32Array): T {
  const columns = Object.entries(table).map(([name, column]) => [name, takeItems(column, rows)]);
  return Object.fromEntries(columns) as T;
}

function takeItems(column: Column, rows: Int32Array): Column {
  if (Array.isArray(column)) return Array.from(rows, (row) => column[row]!);
  const make = column instanceof Int32Array ? integers : numbers;
  return make(rows.length, (row) => column[rows[row]!]!);
}

function parseMoment(text: string): number {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T](\d\d):(\d\d))?/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}
