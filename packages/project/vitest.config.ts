import { packageTests } from '../../vitest.base.js';

export default packageTests('project', {
  // The built package is what is tested, together with projects that Node itself imports: all of it outside vite.
  server: { deps: { external: [/\/dist\/.*\.js$/] } },
});
