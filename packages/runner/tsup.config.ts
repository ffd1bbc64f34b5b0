import { build } from '../../tsup.base.js';

export default build({
  index: 'src/index.ts',
  'testing/index': 'src/testing/index.ts',
  'testing/fixtures': 'src/testing/fixtures/index.ts',
});
