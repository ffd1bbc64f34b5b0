import { node, pipeline } from '@kedro-ts/pipeline';
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
export const createPipeline = () => pipeline([
  node(async (l: number[], f: number) => { await wait(400); return l.map((x) => x * f); }, ['left', 'params:factor'], 'scaled_left', { name: 'scale_left' }),
  node(async (r: number[], f: number) => { for (let i = 0; i < 5; i++) { console.log('step', i); await wait(200); } return r.map((x) => x * f); }, ['right', 'params:factor'], 'scaled_right', { name: 'scale_right' }),
  node(async (l: number[], r: number[]) => { await wait(500); return { weights: [...l, ...r] }; }, ['scaled_left', 'scaled_right'], 'model', { name: 'train_model' }),
  node(async (l: number[]) => l.length, ['scaled_left'], 'size', { name: 'measure' }),
]);
