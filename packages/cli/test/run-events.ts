import type { RunEvent, TransferredError } from '@kedro-ts/runner';

type Details = { [E in RunEvent as E['type']]: Omit<E, 'runId' | 'time'> }[RunEvent['type']];

/** Events of one run, one second apart. */
export function runEvents(...details: Details[]): RunEvent[] {
  return details.map((detail, index) => ({ runId: 'r1', time: START + index * 1000, ...detail }));
}

/** When the first event happens. */
export const START = 1_700_000_000_000;

export const typeError: TransferredError = {
  name: 'TypeError',
  message: 'x is not a function',
  stack: [
    'TypeError: x is not a function',
    '    at split (/project/src/nodes.ts:3:9)',
    '    at call (/project/node_modules/lib/index.js:1:1)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ].join('\n'),
};

/** A run of two nodes in this process, both of which finish. */
export const successfulRun = runEvents(
  { type: 'run-started', runner: 'sequential', nodes: ['split', 'train'], workers: 0 },
  { type: 'node-started', node: 'split' },
  { type: 'dataset-loaded', node: 'split', dataset: 'cars', durationMs: 1.5 },
  { type: 'line-printed', stream: 'stdout', text: 'half of it', node: 'split' },
  { type: 'line-printed', stream: 'stderr', text: 'careful', node: 'split' },
  { type: 'dataset-saved', node: 'split', dataset: 'parts', durationMs: 12 },
  { type: 'node-finished', node: 'split', durationMs: 120, done: 1, total: 2 },
  { type: 'dataset-released', dataset: 'cars' },
  { type: 'node-started', node: 'train' },
  { type: 'node-finished', node: 'train', durationMs: 3210, done: 2, total: 2 },
  { type: 'run-finished', durationMs: 3333, done: 2, total: 2, outputs: ['model'] },
);

/** A run of three nodes in two workers, of which the second fails. */
export const failedRun = runEvents(
  { type: 'run-started', runner: 'parallel', nodes: ['load', 'split', 'train'], workers: 2 },
  { type: 'worker-started', workerId: 1, durationMs: 53 },
  { type: 'node-started', node: 'load', workerId: 1 },
  { type: 'node-finished', node: 'load', durationMs: 9, done: 1, total: 3, workerId: 1 },
  { type: 'node-started', node: 'split', workerId: 1 },
  { type: 'node-failed', node: 'split', durationMs: 12, error: typeError, workerId: 1 },
  {
    type: 'run-failed',
    durationMs: 70_000,
    done: 1,
    total: 3,
    error: typeError,
    cancelled: false,
    resumeFrom: ['split', 'train'],
  },
);
