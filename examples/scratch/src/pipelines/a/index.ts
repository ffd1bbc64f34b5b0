import { node, pipeline } from '@kedro-ts/pipeline';
import { loaded } from '../../watch';
export const createPipeline = () => pipeline([
  node((rows: {v: number}[], k: number) => { console.log('rows', rows.length, loaded); return rows.map((r) => ({ v: r.v * k })); }, ['raw', 'params:k.factor'], 'scaled', { name: 'scale' }),
  node((rows: {v: number}[]) => ({ sum: rows.reduce((s, r) => s + r.v, 0) }), 'scaled', 'total', { name: 'total' }),
]);
