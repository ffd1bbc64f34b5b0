import { build } from '../../tsup.base.js';

export default build({
  index: 'src/index.ts',
  'worker/thread-entry': 'src/worker/thread-entry.ts',
  'worker/process-entry': 'src/worker/process-entry.ts',
  'worker/watchdog': 'src/worker/watchdog.ts',
});
