import { node, pipeline, type Pipeline } from '@kedro-ts/pipeline';
import type { CreatePipelineOptions } from '@kedro-ts/project';
import { groupsOf } from '../../groups.js';
import { learnMeanDelays, makeFeatures, selectFlights, splitFlights } from './nodes.js';

/** For each group of flights: what a model may learn from, and what it is judged by. */
export function createPipeline({ parameters }: CreatePipelineOptions): Pipeline {
  const ofOneGroup = pipeline([
    node(selectFlights, ['flights_primary', 'params:distance'], 'flights', { name: 'select_flights' }),
    node(
      splitFlights,
      ['flights', 'params:split.test_from'],
      { train: 'train_flights', test: 'test_flights' },
      { name: 'split_flights' },
    ),
    node(learnMeanDelays, ['train_flights', 'airports', 'params:smoothing'], 'mean_delays', {
      name: 'learn_mean_delays',
    }),
    node(makeFeatures, ['train_flights', 'mean_delays'], 'train_features', { name: 'make_train_features' }),
    node(makeFeatures, ['test_flights', 'mean_delays'], 'test_features', { name: 'make_test_features' }),
  ]);
  return pipeline(
    groupsOf(parameters).map((namespace) =>
      pipeline(ofOneGroup, {
        namespace,
        inputs: ['flights_primary', 'airports'],
        parameters: ['split.test_from', 'smoothing'],
      }),
    ),
    { tags: 'features' },
  );
}
