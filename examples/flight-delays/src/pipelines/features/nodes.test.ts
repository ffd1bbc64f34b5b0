import { describe, expect, it } from 'vitest';
import { FEATURES, type Airports, type PrimaryFlights } from '../../tables.js';
import { learnMeanDelays, makeFeatures, selectFlights, splitFlights } from './nodes.js';

const DAY = 24 * 60;
const airports: Airports = {
  iata: ['DEN', 'JFK', 'SEA'],
  city: ['Denver', 'New York', 'Seattle'],
  state: ['CO', 'NY', 'WA'],
  latitude: Float64Array.of(40, 41, 47),
  longitude: Float64Array.of(-105, -74, -122),
};

/** Four flights on four days, from and to changing airports. */
const flights: PrimaryFlights = {
  departure: Int32Array.of(0, DAY, 2 * DAY, 3 * DAY),
  delay: Int32Array.of(10, 20, 30, 400),
  distance: Int32Array.of(200, 749, 750, 3000),
  origin: Int32Array.of(0, 0, 1, 1),
  destination: Int32Array.of(1, 1, 0, 2),
  hour: Int32Array.of(6, 6, 7, 7),
  weekday: Int32Array.of(0, 1, 2, 3),
  originLatitude: Float64Array.of(40, 40, 41, 41),
  eastward: Float64Array.of(31, 31, -31, -48),
};

describe('selectFlights', () => {
  it('takes the lower limit in and leaves the upper one out', () => {
    expect(selectFlights(flights, { from: 200, below: 750 }).distance).toEqual(Int32Array.of(200, 749));
    expect(selectFlights(flights, { from: 750, below: 10000 }).distance).toEqual(Int32Array.of(750, 3000));
  });
});

describe('splitFlights', () => {
  it('gives each flight to one side, by day', () => {
    const { train, test } = splitFlights(flights, '2001-01-03');
    expect(train.departure).toEqual(Int32Array.of(0, DAY));
    expect(test.departure).toEqual(Int32Array.of(2 * DAY, 3 * DAY));
  });

  it('refuses a day that leaves one side empty', () => {
    expect(() => splitFlights(flights, '2002-01-01')).toThrow('choose a day within the data');
  });
});

describe('learnMeanDelays', () => {
  it('is the plain mean without smoothing', () => {
    const { train } = splitFlights(flights, '2001-01-04');
    const means = learnMeanDelays(train, airports, 0);
    expect(means.overall).toBe(20);
    expect([means.origin[0], means.origin[1]]).toEqual([15, 30]);
    expect([means.hour[6], means.hour[7]]).toEqual([15, 30]);
  });

  it('draws airports with few flights towards the mean of all, and gives that to those never seen', () => {
    const { train } = splitFlights(flights, '2001-01-04');
    const { origin } = learnMeanDelays(train, airports, 1);
    expect([...origin]).toEqual([(30 + 20) / 3, (30 + 20) / 2, 20]);
  });

  it('does not depend on the flights to be predicted', () => {
    const changed = { ...flights, delay: Int32Array.of(10, 20, -55, 1000) };
    const learnt = learnMeanDelays(splitFlights(flights, '2001-01-03').train, airports, 5);
    expect(learnMeanDelays(splitFlights(changed, '2001-01-03').train, airports, 5)).toEqual(learnt);
  });
});

describe('makeFeatures', () => {
  it('looks up what was learnt, and has the columns that the model knows', () => {
    const { train, test } = splitFlights(flights, '2001-01-04');
    const features = makeFeatures(test, learnMeanDelays(train, airports, 0));
    expect(Object.keys(features)).toEqual([...FEATURES, 'delay']);
    expect(features.originDelay).toEqual(Float64Array.of(30));
    expect(features.delay).toEqual(Int32Array.of(400));
  });
});
