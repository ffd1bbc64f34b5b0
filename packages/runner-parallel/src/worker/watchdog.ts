import { rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** How often to look, in milliseconds. */
const INTERVAL_MS = 500;

/** What a watchdog is told. */
export interface WatchdogData {
  /** The process without which this one is to end. */
  readonly parent: number;
  /** What that process would have removed. */
  readonly folder?: string;
}

const { parent, folder } = workerData as WatchdogData;
setInterval(() => {
  if (isAlive()) return;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
}, INTERVAL_MS);

function isAlive(): boolean {
  // Who loses its parent gets another one, except on Windows.
  if (process.platform !== 'win32') return process.ppid === parent;
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}
