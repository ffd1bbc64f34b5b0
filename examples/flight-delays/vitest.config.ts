import { packageTests } from '../../vitest.base.js';

export default packageTests('flight-delays', {
  // The packages of this repository are imported as Node would import them, as in a project that has them from npm.
  server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
});
