import LinearRegression from 'ml-regression-multivariate-linear';
import { FEATURES, type FlightFeatures, type Predictions } from '../../tables.js';
import { meanOf, round } from '../../tally.js';

/** A linear model as plain data, so that it can be saved as JSON and handed to other workers. */
export interface Model {
  readonly features: readonly string[];
  /** Minutes per unit of each feature. */
  readonly weights: readonly number[];
  /** Minutes. */
  readonly intercept: number;
  /** How many flights it was fitted to. */
  readonly fittedTo: number;
}

/** How wrong guesses were. */
export interface Scores {
  /** Share of the variance that is explained: 1 is perfect, 0 is no better than the mean of the flights judged. */
  readonly r2: number;
  /** Mean absolute error in minutes. */
  readonly mae: number;
}

/** One guess for all flights, without looking at them. */
export interface Baseline extends Scores {
  /** Minutes. */
  readonly guess: number;
}

/** What one could say without a model. */
export interface Baselines {
  /** The mean delay of the training flights. */
  readonly mean: Baseline;
  /** Their median delay: no other constant has a smaller mean absolute error there. */
  readonly median: Baseline;
}

/** How good the model of one group of flights is. */
export interface Metrics {
  /** How many flights the model was fitted to, and how many others it was judged by. */
  readonly flights: { readonly fitted: number; readonly judged: number };
  readonly model: Scores;
  readonly baselines: Baselines;
}

/**
 * Fits a linear model by least squares.
 *
 * @param maxRows - more flights than this are thinned evenly: the library needs a row object for each
 */
export function trainModel(train: FlightFeatures, maxRows: number): Model {
  const step = Math.max(1, Math.ceil(train.delay.length / maxRows));
  const inputs: number[][] = [];
  const outputs: number[][] = [];
  for (let row = 0; row < train.delay.length; row += step) {
    inputs.push(FEATURES.map((feature) => train[feature][row]!));
    outputs.push([train.delay[row]!]);
  }
  const regression = new LinearRegression(inputs, outputs, { statistics: false });
  const weights = regression.weights.map(([weight]) => weight!);
  return {
    features: FEATURES,
    weights: weights.slice(0, FEATURES.length),
    intercept: weights[FEATURES.length]!,
    fittedTo: inputs.length,
  };
}

/** The delays that the model expects. */
export function predictDelays({ features, weights, intercept }: Model, flights: FlightFeatures): Predictions {
  const delay = new Float64Array(flights.delay.length).fill(intercept);
  features.forEach((feature, index) => {
    const column = flights[feature as (typeof FEATURES)[number]];
    const weight = weights[index]!;
    for (let row = 0; row < delay.length; row++) delay[row]! += weight * column[row]!;
  });
  return { delay };
}

/** How good the predictions are. */
export function scoreModel(test: FlightFeatures, predictions: Predictions): Scores {
  return score(test.delay, (row) => predictions.delay[row]!);
}

/** How good two guesses are that know the training flights but nothing about the flights to be judged. */
export function scoreBaselines(train: FlightFeatures, test: FlightFeatures): Baselines {
  const scoreGuess = (guess: number): Baseline => ({
    guess: round(guess, 4),
    ...score(test.delay, () => guess),
  });
  return { mean: scoreGuess(meanOf(train.delay)), median: scoreGuess(medianOf(train.delay)) };
}

/** Everything about one group in one place. */
export function assembleMetrics(
  model: Model,
  predictions: Predictions,
  scores: Scores,
  baselines: Baselines,
): Metrics {
  const flights = { fitted: model.fittedTo, judged: predictions.delay.length };
  return { flights, model: scores, baselines };
}

/** The metrics of all groups by name. */
export function collectMetrics(
  metrics: Readonly<Record<string, Metrics>>,
): Readonly<Record<string, Metrics>> {
  return metrics;
}

function score(actual: Int32Array, guessAt: (row: number) => number): Scores {
  const mean = meanOf(actual);
  let [squares, squaresOfMean, absolutes] = [0, 0, 0];
  for (let row = 0; row < actual.length; row++) {
    const error = actual[row]! - guessAt(row);
    squares += error * error;
    absolutes += Math.abs(error);
    squaresOfMean += (actual[row]! - mean) ** 2;
  }
  return { r2: round(1 - squares / squaresOfMean, 4), mae: round(absolutes / actual.length, 4) };
}

function medianOf(numbers: Int32Array): number {
  return numbers.slice().sort()[Math.floor(numbers.length / 2)]!;
}
