import {
  minutesSinceFirstMoment,
  numbers,
  rowsWhere,
  takeRows,
  type Airports,
  type FlightFeatures,
  type PrimaryFlights,
} from '../../tables.js';
import { meanOf, tallyDelays } from '../../tally.js';

/** Mean delays in minutes, learnt from flights of the past. */
export interface MeanDelays {
  readonly overall: number;
  /** By row in the table of airports. */
  readonly origin: Float64Array;
  /** By row in the table of airports. */
  readonly destination: Float64Array;
  /** By hour of departure. */
  readonly hour: Float64Array;
  /** By weekday, Monday first. */
  readonly weekday: Float64Array;
}

/** The flights of one group: at least `from` miles, and less than `below`. */
export function selectFlights(
  flights: PrimaryFlights,
  distance: { readonly from: number; readonly below: number },
): PrimaryFlights {
  const miles = flights.distance;
  const rows = rowsWhere(miles.length, (row) => miles[row]! >= distance.from && miles[row]! < distance.below);
  return takeRows(flights, rows);
}

/** Splits at a day: the model learns from the flights before it and is judged by those from then on. */
export function splitFlights(
  flights: PrimaryFlights,
  testFrom: string,
): { train: PrimaryFlights; test: PrimaryFlights } {
  const { departure } = flights;
  const firstMinute = minutesSinceFirstMoment(testFrom);
  const take = (condition: (row: number) => boolean): PrimaryFlights =>
    takeRows(flights, rowsWhere(departure.length, condition));
  const [train, test] = [
    take((row) => departure[row]! < firstMinute),
    take((row) => departure[row]! >= firstMinute),
  ];
  if (train.departure.length > 0 && test.departure.length > 0) return { train, test };
  throw new RangeError(`Split at ${testFrom}, one side has no flights: choose a day within the data`);
}

/**
 * Mean delays by airport, hour and weekday.
 *
 * Each is drawn towards the mean of all flights as if that many (`smoothing`) average flights had been seen too, so that an
 * airport with three flights is not believed to be terrible.
 *
 * @param train - flights of the training set only: means that know the flights to be predicted would give their delays away
 */
export function learnMeanDelays(train: PrimaryFlights, airports: Airports, smoothing: number): MeanDelays {
  const overall = meanOf(train.delay);
  const smoothMeans = (keys: Int32Array, size: number): Float64Array => {
    const { flights, delay } = tallyDelays(keys, train.delay, size);
    return delay.map((sum, key) => (sum + smoothing * overall) / (flights[key]! + smoothing));
  };
  return {
    overall,
    origin: smoothMeans(train.origin, airports.iata.length),
    destination: smoothMeans(train.destination, airports.iata.length),
    hour: smoothMeans(train.hour, 24),
    weekday: smoothMeans(train.weekday, 7),
  };
}

/** What the model is told about flights. */
export function makeFeatures(flights: PrimaryFlights, means: MeanDelays): FlightFeatures {
  const lookUp = (keys: Int32Array, values: Float64Array): Float64Array =>
    numbers(keys.length, (row) => values[keys[row]!]!);
  return {
    originDelay: lookUp(flights.origin, means.origin),
    destinationDelay: lookUp(flights.destination, means.destination),
    hourDelay: lookUp(flights.hour, means.hour),
    weekdayDelay: lookUp(flights.weekday, means.weekday),
    distance: new Float64Array(flights.distance),
    originLatitude: flights.originLatitude,
    eastward: flights.eastward,
    delay: flights.delay,
  };
}
