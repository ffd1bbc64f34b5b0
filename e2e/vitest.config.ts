import { packageTests } from '../vitest.base.js';

export default packageTests('e2e', {
  typecheck: { enabled: false },
  hookTimeout: 60_000,
  // Each test starts processes with workers of their own.
  fileParallelism: false,
});
