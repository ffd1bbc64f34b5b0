import { packageTests } from '../../vitest.base.js';

// Real workers take their time on a machine that is busy with other packages.
export default packageTests('runner-parallel');
