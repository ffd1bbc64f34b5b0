import { node, pipeline, type Pipeline } from '@kedro-ts/pipeline';
import type { CreatePipelineOptions } from '@kedro-ts/project';
import { groupsOf } from '../../groups.js';
import {
  assembleMetrics,
  collectMetrics,
  predictDelays,
  scoreBaselines,
  scoreModel,
  trainModel,
} from './nodes.js';

/** For each group of flights: a model of their delays, and how good it is on flights it has never seen. */
export function createPipeline({ parameters }: CreatePipelineOptions): Pipeline {
  const groups = groupsOf(parameters);
  const ofOneGroup = pipeline([
    node(trainModel, ['train_features', 'params:training.max_rows'], 'model', { name: 'train_model' }),
    node(predictDelays, ['model', 'test_features'], 'predictions', { name: 'predict_delays' }),
    node(scoreModel, ['test_features', 'predictions'], 'scores', { name: 'score_model' }),
    node(scoreBaselines, ['train_features', 'test_features'], 'baselines', { name: 'score_baselines' }),
    node(assembleMetrics, ['model', 'predictions', 'scores', 'baselines'], 'metrics', {
      name: 'assemble_metrics',
    }),
  ]);
  const metricsOf = (group: string): string => `${group}_metrics`;
  return pipeline(
    [
      ...groups.map((namespace) =>
        pipeline(ofOneGroup, {
          namespace,
          // Outside the namespace, where all groups are put together, a name without a dot is what reads best.
          outputs: { metrics: metricsOf(namespace) },
          parameters: 'training.max_rows',
        }),
      ),
      node(collectMetrics, Object.fromEntries(groups.map((group) => [group, metricsOf(group)])), 'metrics', {
        name: 'collect_metrics',
      }),
    ],
    { tags: 'training' },
  );
}
