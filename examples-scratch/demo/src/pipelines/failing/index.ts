import { node, pipeline } from '@kedro-ts/pipeline';
import { explode } from './explode.js';
export const createPipeline = () => pipeline([
  node((c: number[]) => c.length, 'cars', 'model', { name: 'count' }),
  node((c: object) => explode(c as never), 'model', 'boom', { name: 'explode' }),
]);
