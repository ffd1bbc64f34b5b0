import { node, pipeline } from '@kedro-ts/pipeline';

/** As little as two workers can be started for. */
export const createPipeline = () =>
  pipeline([
    node(() => 1, null, 'one', { name: 'make_one' }),
    node(() => 2, null, 'two', { name: 'make_two' }),
  ]);
