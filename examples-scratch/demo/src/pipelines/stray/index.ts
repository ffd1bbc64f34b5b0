import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node(async (c: number[]) => { setTimeout(() => { throw new TypeError('in a callback'); }, 50); await new Promise((r) => setTimeout(r, 500)); return c; }, 'cars', 'stray_out', { name: 'stray' }),
  node(async (c: number[]) => { return c; }, 'stray_out', 'after', { name: 'after_it' }),
]);
