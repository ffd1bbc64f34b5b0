import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = ({ parameters }: { parameters: any }) => pipeline([
  node((rows: unknown[]) => { if (parameters.fail) { throw new RangeError('as asked'); } return rows.length; }, 'raw', 'count', { name: 'count', tags: ['t'] }),
]);
