import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([node((k: number) => k, 'params:k', 'a.out', { name: 'node_a' })]);
