import { build } from '../../tsup.base.js';

const subpaths = ['csv', 'excel', 'image', 'json', 'parquet', 'plotly', 'svg', 'text', 'v8', 'yaml'];

export default build({
  index: 'src/index.ts',
  testing: 'src/testing.ts',
  ...Object.fromEntries(subpaths.map((name) => [`${name}/index`, `src/${name}/index.ts`])),
});
