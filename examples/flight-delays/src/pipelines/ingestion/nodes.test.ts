import { describe, expect, it } from 'vitest';
import type { Airports, Flights } from '../../tables.js';
import {
  cleanAirports,
  cleanFlights,
  deriveCalendar,
  deriveGeography,
  encodeFlights,
  joinFlights,
} from './nodes.js';

const airports: Airports = {
  iata: ['DEN', 'JFK'],
  city: ['Denver', 'New York'],
  state: ['CO', 'NY'],
  latitude: Float64Array.of(40, 41),
  longitude: Float64Array.of(-105, -74),
};

const flightsOf = (
  ...rows: readonly (readonly [delay: number, distance: number, from: number, to: number])[]
): Flights => ({
  departure: Int32Array.from(rows, (_, row) => row),
  delay: Int32Array.from(rows, ([delay]) => delay),
  distance: Int32Array.from(rows, ([, distance]) => distance),
  origin: Int32Array.from(rows, ([, , from]) => from),
  destination: Int32Array.from(rows, ([, , , to]) => to),
});

describe('cleanAirports', () => {
  it('sorts by IATA code and leaves out airports without a place', () => {
    const raw = {
      iata: ['JFK', 'XXX', 'DEN'],
      city: ['New York', 'Nowhere', 'Denver'],
      state: ['NY', 'NA', 'CO'],
      latitude: [41, null, 40],
      longitude: [-74, -80, -105],
    };
    expect(cleanAirports(raw)).toEqual(airports);
  });

  it('names a column that is missing', () => {
    expect(() => cleanAirports({ code: ['JFK'] })).toThrow('no column "iata", only code');
  });
});

describe('encodeFlights', () => {
  it('counts minutes from the first moment, whether moments are text or dates', () => {
    const raw = { delay: [0, 0], distance: [1, 1], origin: ['DEN', 'DEN'], destination: ['JFK', 'JFK'] };
    const asText = encodeFlights({ ...raw, date: ['2001/01/01 00:47', '2001/03/31 22:27'] }, airports);
    const dates = [new Date('2001-01-01T00:47Z'), new Date('2001-03-31T22:27Z')];
    expect(asText.departure).toEqual(Int32Array.of(47, 89 * 24 * 60 + 22 * 60 + 27));
    expect(encodeFlights({ ...raw, date: dates }, airports)).toEqual(asText);
  });

  it('replaces airports by their rows, and unknown ones by -1', () => {
    const date = ['2001/01/01 00:47'];
    const raw = { date, delay: [-3], distance: [1626], origin: ['JFK'], destination: ['ZZZ'] };
    const { origin, destination, delay } = encodeFlights(raw, airports);
    expect([origin[0], destination[0], delay[0]]).toEqual([1, -1, -3]);
  });

  it('refuses what is no moment', () => {
    const raw = { date: ['tomorrow'], delay: [0], distance: [1], origin: ['DEN'], destination: ['JFK'] };
    expect(() => encodeFlights(raw, airports)).toThrow('"tomorrow" is not a moment');
  });
});

describe('cleanFlights', () => {
  it('drops what cannot be and says how much for which reason', () => {
    const flights = flightsOf(
      [5, 1626, 0, 1],
      [5, 1626, -1, 1],
      [5, 1626, 1, 1],
      [5, 0, 0, 1],
      [-1116, 1626, 0, 1],
      [1500, 1626, 0, 1],
    );
    const [kept, report] = cleanFlights(flights, { delay: { from: -120, to: 1440 } });
    expect(kept).toEqual(flightsOf([5, 1626, 0, 1]));
    expect(report).toEqual({
      read: 6,
      kept: 1,
      dropped: { unknownAirport: 1, sameAirport: 1, noDistance: 1, incredibleDelay: 2 },
    });
  });

  it('keeps delays that lie on the limits', () => {
    const flights = flightsOf([-120, 1, 0, 1], [1440, 1, 0, 1]);
    expect(cleanFlights(flights, { delay: { from: -120, to: 1440 } })[1].kept).toBe(2);
  });
});

describe('what is derived from flights', () => {
  const flights = {
    ...flightsOf([0, 1626, 0, 1], [0, 1626, 1, 0]),
    departure: Int32Array.of(47, 6 * 1440 + 23 * 60),
  };

  it('has the hour and the weekday, Monday first', () => {
    expect(deriveCalendar(flights)).toEqual({ hour: Int32Array.of(0, 23), weekday: Int32Array.of(0, 6) });
  });

  it('has the latitude of the origin and the degrees gained eastward', () => {
    expect(deriveGeography(flights, airports)).toEqual({
      originLatitude: Float64Array.of(40, 41),
      eastward: Float64Array.of(31, -31),
    });
  });

  it('is joined to the flights column by column', () => {
    const joined = joinFlights(flights, deriveCalendar(flights), deriveGeography(flights, airports));
    expect(Object.keys(joined)).toEqual([
      ...Object.keys(flights),
      'hour',
      'weekday',
      'originLatitude',
      'eastward',
    ]);
  });
});
