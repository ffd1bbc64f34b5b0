import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node(async (c: number[]) => { await new Promise(() => {}); return c; }, 'cars', 'hang_out', { name: 'never' }),
]);
