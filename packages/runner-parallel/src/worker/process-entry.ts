import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MainMessage } from '../protocol/main-message.js';
import type { WatchdogData } from './watchdog.js';
import { work } from './work.js';

const parent = process.ppid;
/** Of the run; main removes it, if it can. */
let folder: string | undefined;

// Ctrl-C reaches the whole process group; main decides when workers end. Without main there is nothing to work for.
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit();
});

work({
  send: (message) => void process.send!(message),
  sendLast: (message) => void process.send!(message, undefined, undefined, () => process.exit(1)),
  onMessage: (listener) =>
    process.on('message', (message: MainMessage) => {
      if (message.type === 'init') startWatchdog(message.init.folder);
      listener(message);
    }),
});

/** While a node blocks this thread, it does not hear that main is gone. */
function startWatchdog(runFolder: string | undefined): void {
  folder = runFolder;
  const data: WatchdogData = { parent, ...(folder !== undefined && { folder }) };
  new Worker(new URL('./watchdog.js', import.meta.url), { workerData: data }).unref();
}
