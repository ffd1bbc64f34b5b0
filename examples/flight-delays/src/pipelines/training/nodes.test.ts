import { describe, expect, it } from 'vitest';
import { FEATURES, type FlightFeatures } from '../../tables.js';
import { predictDelays, scoreBaselines, scoreModel, trainModel } from './nodes.js';

/** Flights whose features are pseudo-random and whose delay follows from two of them. */
function flightsOf(length: number): FlightFeatures {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const column = (): Float64Array => Float64Array.from({ length }, () => Math.round(random() * 20));
  const features = Object.fromEntries(FEATURES.map((name) => [name, column()])) as Omit<
    FlightFeatures,
    'delay'
  >;
  const delay = Int32Array.from(
    { length },
    (_, row) => 3 * features.hourDelay[row]! - features.originDelay[row]! + 7,
  );
  return { ...features, delay };
}

describe('trainModel', () => {
  it('finds the weights behind the delays', () => {
    const model = trainModel(flightsOf(200), 1000);
    const weights = Object.fromEntries(model.features.map((name, index) => [name, model.weights[index]!]));
    expect(weights['hourDelay']).toBeCloseTo(3);
    expect(weights['originDelay']).toBeCloseTo(-1);
    expect(weights['distance']).toBeCloseTo(0);
    expect(model.intercept).toBeCloseTo(7);
  });

  it('thins the flights evenly when there are more than it may take', () => {
    expect(trainModel(flightsOf(200), 60).fittedTo).toBe(50);
  });

  it('is plain data that survives JSON', () => {
    const model = trainModel(flightsOf(50), 1000);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
});

describe('predictDelays and scoreModel', () => {
  it('give a perfect score where delays follow from the features', () => {
    const flights = flightsOf(200);
    const predictions = predictDelays(trainModel(flights, 1000), flights);
    expect(scoreModel(flights, predictions)).toEqual({ r2: 1, mae: 0 });
  });

  it('explain nothing by the mean of the flights judged', () => {
    const flights = { ...flightsOf(3), delay: Int32Array.of(0, 10, 50) };
    expect(scoreModel(flights, { delay: Float64Array.of(20, 20, 20) })).toEqual({ r2: 0, mae: 20 });
  });
});

describe('scoreBaselines', () => {
  it('guesses from the training flights and is judged by the others', () => {
    const train = { ...flightsOf(3), delay: Int32Array.of(0, 0, 30) };
    const test = { ...flightsOf(2), delay: Int32Array.of(0, 20) };
    const { mean, median } = scoreBaselines(train, test);
    expect([mean.guess, mean.mae, mean.r2]).toEqual([10, 10, 0]);
    expect([median.guess, median.mae, median.r2]).toEqual([0, 10, -1]);
  });
});
