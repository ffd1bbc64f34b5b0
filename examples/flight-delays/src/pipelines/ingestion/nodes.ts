import {
  integers,
  minutesSinceFirstMoment,
  numbers,
  rowsWhere,
  takeRows,
  type Airports,
  type Calendar,
  type Flights,
  type Geography,
  type PrimaryFlights,
  type RawTable,
} from '../../tables.js';

const MINUTES_PER_DAY = 24 * 60;

/** Which flights are believed. */
export interface CleaningLimits {
  /** Minutes; a delay outside is taken for a wrong clock. */
  readonly delay: { readonly from: number; readonly to: number };
}

/** What became of the flights that were read. */
export interface CleaningReport {
  readonly read: number;
  readonly kept: number;
  readonly dropped: {
    readonly unknownAirport: number;
    readonly sameAirport: number;
    readonly noDistance: number;
    readonly incredibleDelay: number;
  };
}

/** Airports that can be put on a map, sorted by IATA code. */
export function cleanAirports(raw: RawTable): Airports {
  const [iata, city, state, latitude, longitude] = [
    columnOf(raw, 'iata'),
    columnOf(raw, 'city'),
    columnOf(raw, 'state'),
    columnOf(raw, 'latitude'),
    columnOf(raw, 'longitude'),
  ];
  const isPlaced = (row: number): boolean => isNumeric(latitude[row]) && isNumeric(longitude[row]);
  const rows = rowsWhere(iata.length, isPlaced).sort((a, b) => compare(String(iata[a]), String(iata[b])));
  return {
    iata: Array.from(rows, (row) => String(iata[row])),
    city: Array.from(rows, (row) => String(city[row])),
    state: Array.from(rows, (row) => String(state[row])),
    latitude: Float64Array.from(rows, (row) => Number(latitude[row])),
    longitude: Float64Array.from(rows, (row) => Number(longitude[row])),
  };
}

/** Flights as numbers: moments become minutes, airports become rows of the table of airports. */
export function encodeFlights(raw: RawTable, airports: Airports): Flights {
  const codes = new Map(airports.iata.map((iata, row) => [iata, row]));
  const encode = (name: string, toNumber: (value: unknown) => number): Int32Array => {
    const column = columnOf(raw, name);
    return integers(column.length, (row) => toNumber(column[row]));
  };
  const toCode = (iata: unknown): number => codes.get(iata as string) ?? -1;
  return {
    departure: encode('date', minutesSinceFirstMoment),
    delay: encode('delay', Number),
    distance: encode('distance', Number),
    origin: encode('origin', toCode),
    destination: encode('destination', toCode),
  };
}

/** The flights that can be believed, and how many could not and why. */
export function cleanFlights(flights: Flights, limits: CleaningLimits): [Flights, CleaningReport] {
  const { delay, distance, origin, destination } = flights;
  const dropped = { unknownAirport: 0, sameAirport: 0, noDistance: 0, incredibleDelay: 0 };
  const rows = rowsWhere(delay.length, (row) => {
    if (origin[row]! < 0 || destination[row]! < 0) dropped.unknownAirport++;
    else if (origin[row] === destination[row]) dropped.sameAirport++;
    else if (distance[row]! <= 0) dropped.noDistance++;
    else if (delay[row]! < limits.delay.from || delay[row]! > limits.delay.to) dropped.incredibleDelay++;
    else return true;
    return false;
  });
  return [takeRows(flights, rows), { read: delay.length, kept: rows.length, dropped }];
}

/** The hour and the weekday on which flights left. */
export function deriveCalendar({ departure }: Flights): Calendar {
  return {
    hour: departure.map((minute) => Math.floor(minute / 60) % 24),
    weekday: departure.map((minute) => Math.floor(minute / MINUTES_PER_DAY) % 7),
  };
}

/** From which latitude and how far east flights went. */
export function deriveGeography({ origin, destination }: Flights, airports: Airports): Geography {
  const { latitude, longitude } = airports;
  return {
    originLatitude: numbers(origin.length, (row) => latitude[origin[row]!]!),
    eastward: numbers(origin.length, (row) => longitude[destination[row]!]! - longitude[origin[row]!]!),
  };
}

/** Joins what is known about the same flights. */
export function joinFlights(flights: Flights, calendar: Calendar, geography: Geography): PrimaryFlights {
  return { ...flights, ...calendar, ...geography };
}

function columnOf(table: RawTable, name: string): ArrayLike<unknown> {
  const column = table[name];
  if (column !== undefined) return column;
  throw new TypeError(`There is no column "${name}", only ${Object.keys(table).join(', ')}`);
}

function isNumeric(value: unknown): boolean {
  return value !== '' && value !== null && Number.isFinite(Number(value));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
