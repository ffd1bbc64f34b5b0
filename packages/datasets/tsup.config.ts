import { build } from '../../tsup.base.js';

const subpaths = ['csv', 'json', 'parquet', 'svg', 'text'];

export default build({
  index: 'src/index.ts',
  testing: 'src/testing.ts',
  ...Object.fromEntries(subpaths.map((name) => [`${name}/index`, `src/${name}/index.ts`])),
});
