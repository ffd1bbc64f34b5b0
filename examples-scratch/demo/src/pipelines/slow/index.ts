import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node((c: number[]) => c.length, 'cars', 'model', { name: 'count' }),
  node(async (c: number) => { await new Promise((r) => setTimeout(r, 20000)); return c; }, 'model', 'slow_out', { name: 'sleep' }),
]);
