import { describe, expect, it } from 'vitest';
import { drawAirportMap } from './airport-map.js';
import { drawHoursChart } from './hours-chart.js';
import type { AirportSummary, HourSummary } from './nodes.js';

const settings = { least_share: 0.1 };
const hours: HourSummary[] = [
  { hour: 3, flights: 1, meanDelay: -30, late: 0 },
  { hour: 6, flights: 40, meanDelay: -1.5, late: 0.1 },
  { hour: 12, flights: 40, meanDelay: 4, late: 0.2 },
  { hour: 18, flights: 40, meanDelay: 11, late: 0.3 },
];
const airportAt = (iata: string, meanDelay: number, latitude: number, longitude: number): AirportSummary => ({
  ...{ iata, city: `City of ${iata}`, state: 'XX', latitude, longitude },
  ...{ flights: 10, meanDelay, late: 0.2 },
});
const airports = [
  airportAt('DEN', 9, 39.9, -104.7),
  airportAt('JFK', 12, 40.6, -73.8),
  airportAt('SJU', 2, 18.4, -66),
];
const states = {
  type: 'Topology',
  arcs: [
    [
      [-105, 40],
      [-100, 40],
      [-100, 45],
      [-105, 40],
    ],
  ],
  objects: { states: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]] }] } },
};

describe('drawHoursChart', () => {
  it('answers its question from the hours that have enough flights', async () => {
    const svg = await drawHoursChart(hours, settings);
    expect(svg).toContain('At 6 a.m.: flights planned for that hour arrived 1.5 minutes early on average');
    expect(svg).toContain('those at 6 p.m. 11.0 minutes late.');
    expect(svg).toContain('>noon<');
    expect(svg).not.toContain('>3 a.m.<');
  });

  it('refuses to answer from nothing', () => {
    expect(() => drawHoursChart([], settings)).toThrow('No hour has enough flights');
  });
});

describe('drawAirportMap', () => {
  it('names the best and the worst airport', async () => {
    const svg = await drawAirportMap(airports, states, settings);
    expect(svg).toContain('From City of SJU (SJU): flights from there arrived 2.0 minutes late on average');
    expect(svg).toContain('those from City of JFK (JFK) 12.0 minutes late.');
    expect(svg).toContain('>DEN 9.0<');
  });

  it('draws the same picture whatever was drawn before', async () => {
    const svg = await drawAirportMap(airports, states, settings);
    await drawHoursChart(hours, settings);
    expect(await drawAirportMap(airports, states, settings)).toBe(svg);
  });
});
