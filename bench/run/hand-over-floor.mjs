/** Hand-overs without a framework, between bare workers. */
import { BareWorkers } from './bare-workers.mjs';
import { now } from './clock.mjs';
import { VALUES } from './hand-over-values.mjs';

const WORKERS = 2;

/** Milliseconds of each stage. */
export async function runStages({ kind, sizes, consumers }, timeOf) {
  // The least for rows is to clone them once for each reader.
  if (kind.endsWith('rows')) return sizes.map((size) => cloneRows(VALUES[kind].make(size), consumers));
  const workers = new BareWorkers(WORKERS, { module: import.meta.url, export: 'makeTasks', data: { kind } });
  const times = [];
  for (const size of sizes) {
    const { packed, ...made } = await workers.run(0, 'make', size);
    const used = Array.from({ length: consumers }, (_, i) => workers.run((i + 1) % WORKERS, 'use', packed));
    times.push(timeOf([made, ...(await Promise.all(used))]));
  }
  await workers.stop();
  return times;
}

/** What the bare workers are asked to do. */
export function makeTasks({ kind }) {
  const same = (value) => value;
  const { make, read, pack = same, unpack = same } = VALUES[kind];
  return new Map([
    [
      'make',
      async (size) => {
        const value = await make(size, allocate);
        const made = { seen: read(value), at: now() };
        return { packed: await pack(value), ...made };
      },
    ],
    [
      'use',
      async (packed) => {
        const value = await unpack(packed);
        return { at: now(), seen: read(value) };
      },
    ],
  ]);
}

function allocate(length) {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

function cloneRows(rows, times) {
  const start = now();
  for (let i = 0; i < times; i++) globalThis.structuredClone(rows);
  return now() - start;
}
