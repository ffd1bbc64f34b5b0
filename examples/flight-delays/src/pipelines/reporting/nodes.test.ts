import { describe, expect, it } from 'vitest';
import type { Airports, PrimaryFlights } from '../../tables.js';
import { summariseAirports, summariseHours, summariseWeekdays } from './nodes.js';

const airports: Airports = {
  iata: ['DEN', 'JFK', 'SEA'],
  city: ['Denver', 'New York', 'Seattle'],
  state: ['CO', 'NY', 'WA'],
  latitude: Float64Array.of(40, 41, 47),
  longitude: Float64Array.of(-105, -74, -122),
};

/** Leaving 1 January at 0:30, 8:00 and 8:59, and 7 January at 9:10. */
const flights: PrimaryFlights = {
  departure: Int32Array.of(30, 480, 539, 6 * 1440 + 550),
  delay: Int32Array.of(90, -5, 14, 15),
  distance: Int32Array.of(1626, 1626, 1626, 1626),
  origin: Int32Array.of(0, 1, 1, 0),
  destination: Int32Array.of(1, 0, 0, 1),
  hour: Int32Array.of(0, 8, 8, 9),
  weekday: Int32Array.of(0, 0, 0, 6),
  originLatitude: Float64Array.of(40, 41, 41, 40),
  eastward: Float64Array.of(31, -31, -31, 31),
};

describe('summariseHours', () => {
  it('goes back from the departure to the planned hour, over midnight too', () => {
    expect(summariseHours(flights, 15)).toEqual([
      { hour: 8, flights: 3, meanDelay: 8, late: 0.3333 },
      { hour: 23, flights: 1, meanDelay: 90, late: 1 },
    ]);
  });
});

describe('summariseWeekdays', () => {
  it('names the days that have flights', () => {
    expect(summariseWeekdays(flights, 15)).toEqual([
      { weekday: 'Monday', flights: 3, meanDelay: 33, late: 0.3333 },
      { weekday: 'Sunday', flights: 1, meanDelay: 15, late: 1 },
    ]);
  });
});

describe('summariseAirports', () => {
  it('puts the busiest first, and by IATA code among equals', () => {
    const summaries = summariseAirports(flights, airports, 15);
    expect(summaries.map(({ iata, flights }) => [iata, flights])).toEqual([
      ['DEN', 2],
      ['JFK', 2],
    ]);
    expect(summaries[0]).toEqual({
      iata: 'DEN',
      city: 'Denver',
      state: 'CO',
      latitude: 40,
      longitude: -105,
      flights: 2,
      meanDelay: 52.5,
      late: 1,
    });
  });
});
