import { defineConfig } from 'vitest/config';

/** All tests in one run, such as `npx vitest run` in the root; built files have to be there. */
export default defineConfig({
  test: { projects: ['packages/*', 'conformance', 'examples/*', 'e2e'] },
});
