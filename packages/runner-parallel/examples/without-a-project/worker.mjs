import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';

const halve = (from, to) => (numbers) => numbers.slice(from, to).reduce((sum, x) => sum + x * x, 0);
export const squares = pipeline([
  node(halve(0, 500), 'numbers', 'left', { name: 'sum_left' }),
  node(halve(500), 'numbers', 'right', { name: 'sum_right' }),
  node((left, right) => left + right, ['left', 'right'], 'total', { name: 'add' }),
]);
export const bootstrap = () => ({ catalog: new DataCatalog(), findNode: (name) => squares.findNode(name) });
