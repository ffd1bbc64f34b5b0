import { integers, type Airports, type PrimaryFlights } from '../../tables.js';
import { round, tallyDelays } from '../../tally.js';

/** How late flights of one kind were. */
export interface DelaySummary {
  readonly flights: number;
  /** Mean delay in minutes. */
  readonly meanDelay: number;
  /** Share of flights, 0 to 1, that were late. */
  readonly late: number;
}

/** How late flights planned for one hour were; hour 0 to 23. */
export type HourSummary = DelaySummary & { readonly hour: number };

/** How late flights on one weekday were. */
export type WeekdaySummary = DelaySummary & { readonly weekday: string };

/** How late flights from one airport were. */
export type AirportSummary = DelaySummary & {
  readonly iata: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
};

const MINUTES_PER_DAY = 24 * 60;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * How late flights were by the hour for which they were planned.
 *
 * The data say when an aircraft left, not when it should have, and late aircraft leave late: by that hour, a flight of 8 p.m.
 * with four hours of delay would make midnight look bad. So the delay is taken off again. That is an estimate, because
 * aircraft can make up for a late departure or lose time on the way. It is for looking back only: the model must not know it.
 *
 * @param lateFrom - minutes from which a flight counts as late
 */
export function summariseHours(flights: PrimaryFlights, lateFrom: number): HourSummary[] {
  const { departure, delay } = flights;
  const hours = integers(departure.length, (row) => {
    const planned = departure[row]! - Math.max(0, delay[row]!);
    const minuteOfDay = ((planned % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
    return Math.floor(minuteOfDay / 60);
  });
  return summarise(hours, flights, 24, lateFrom).map(({ key, summary }) => ({ hour: key, ...summary }));
}

/** How late flights were by the weekday on which they left, Monday first. */
export function summariseWeekdays(flights: PrimaryFlights, lateFrom: number): WeekdaySummary[] {
  const summaries = summarise(flights.weekday, flights, 7, lateFrom);
  return summaries.map(({ key, summary }) => ({ weekday: WEEKDAYS[key]!, ...summary }));
}

/** How late flights were by the airport from which they left, the busiest first. */
export function summariseAirports(
  flights: PrimaryFlights,
  airports: Airports,
  lateFrom: number,
): AirportSummary[] {
  return summarise(flights.origin, flights, airports.iata.length, lateFrom)
    .sort((a, b) => b.summary.flights - a.summary.flights || a.key - b.key)
    .map(({ key, summary }) => ({
      iata: airports.iata[key]!,
      city: airports.city[key]!,
      state: airports.state[key]!,
      latitude: airports.latitude[key]!,
      longitude: airports.longitude[key]!,
      ...summary,
    }));
}

/** A summary for each key that occurs, by key. */
function summarise(
  keys: Int32Array,
  { delay }: PrimaryFlights,
  size: number,
  lateFrom: number,
): { key: number; summary: DelaySummary }[] {
  const all = tallyDelays(keys, delay, size);
  const late = new Int32Array(size);
  for (let row = 0; row < keys.length; row++) if (delay[row]! >= lateFrom) late[keys[row]!]!++;
  return Array.from({ length: size }, (_, key) => key)
    .filter((key) => all.flights[key]! > 0)
    .map((key) => {
      const flights = all.flights[key]!;
      const meanDelay = round(all.delay[key]! / flights, 2);
      return { key, summary: { flights, meanDelay, late: round(late[key]! / flights, 4) } };
    });
}
