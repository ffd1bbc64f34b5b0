import { getEventListeners } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How long what a run has used may take until it is gone, in milliseconds. */
const PATIENCE_MS = 5000;
const POLL_MS = 10;

const threads = new Set();
process.on('worker', (worker) => {
  threads.add(worker);
  worker.once('exit', () => threads.delete(worker));
});

/** What this process holds now, to be compared with what it holds after a run. */
export async function takeStock() {
  await setTimeout(1);
  return { resources: countAll(process.getActiveResourcesInfo()), listeners: countListeners() };
}

/** What a run has left, after some patience: threads, processes, timers, temporary files, listeners. */
export async function findLeftovers(before, folder, { signal, mayLeaveParts = false } = {}) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look(before, folder, signal, mayLeaveParts);
    if (found.length === 0 || performance.now() > end) return found;
    await setTimeout(POLL_MS);
  }
}

async function look(before, folder, signal, mayLeaveParts) {
  const found = [];
  const add = (what, list) => list.length > 0 && found.push(`${what}: ${list.join(', ')}`);
  const { resources, listeners } = await takeStock();
  add(
    'threads',
    [...threads].map(({ threadId }) => threadId),
  );
  add('processes', await findProcesses(folder));
  add('resources', excess(before.resources, resources));
  add('listeners', excess(before.listeners, listeners));
  if (signal) add('listeners of the signal', getEventListeners(signal, 'abort').map(String));
  add('temporary files', await readdir(join(folder, 'temporary')));
  const data = await readdir(join(folder, 'data')).catch(() => []);
  if (!mayLeaveParts)
    add(
      'parts of files',
      data.filter((file) => file.endsWith('.tmp')),
    );
  return found;
}

/** The processes with this folder in their environment, which all that a run starts inherit; only Linux tells. */
export async function findProcesses(folder) {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  );
  return pids.filter((_, i) => environments[i].includes(folder)).map(Number);
}

function countListeners() {
  return new Map(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));
}

function countAll(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function excess(before, after) {
  return [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
}
