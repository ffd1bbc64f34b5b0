import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MainMessage } from '../protocol/main-message.js';
import type { WatchdogData } from './watchdog.js';
import { folderPrefix } from '../run-folder.js';
import { work } from './work.js';

const parent = Number(process.argv[2]);
/** Of the run; main removes it, if it can. */
let folder: string | undefined;

// Ctrl-C reaches the whole process group; main decides when workers end. Without main there is nothing to work for.
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  if (folder !== undefined) remove(folder);
  process.exit();
});
// If main went while this process was starting, nobody was told of it, and what main had said is lost.
if (!process.connected) {
  const prefix = folderPrefix(parent);
  for (const name of readdirSync(tmpdir())) if (name.startsWith(prefix)) remove(join(tmpdir(), name));
  process.exit();
}

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

/** Others may still be writing there, or remove it too. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
