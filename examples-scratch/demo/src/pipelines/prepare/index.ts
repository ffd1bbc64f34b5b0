import { node, pipeline } from '@kedro-ts/pipeline';
import { split } from './nodes.js';
export const createPipeline = () => pipeline([node(split, 'cars', ['left', 'right'], { name: 'split' })], { namespace: undefined });
