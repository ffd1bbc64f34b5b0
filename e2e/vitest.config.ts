import { packageTests } from '../vitest.base.js';

export default packageTests('e2e', {
  typecheck: { enabled: false },
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Each test starts processes with workers of their own.
  fileParallelism: false,
});
