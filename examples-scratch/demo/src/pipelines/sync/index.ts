import { node, pipeline } from '@kedro-ts/pipeline';
function busy(ms: number) { const t = Date.now(); while (Date.now() - t < ms); return ms; }
export const createPipeline = () => pipeline(
  Array.from({ length: 12 }, (_, i) => node((c: unknown) => busy(1000), i === 0 ? 'cars' : `b${i - 1}`, `b${i}`, { name: `busy_${i}` })),
);
