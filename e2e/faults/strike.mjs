import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { currentNode } from '@kedro-ts/pipeline';

/** An error that is planned. */
class Fault extends Error {
  name = 'Fault';
  code = 'FAULT';
}

/** Whether a fault shows this time. Tries are counted in files, which outlive workers. */
export function isDue({ fault, name }, folder) {
  if (fault.attempts === undefined) return true;
  const file = join(folder, `tries-of-${name}`);
  appendFileSync(file, '.');
  return statSync(file).size <= fault.attempts;
}

/** Lets happen what befalls a node in its function, or a dataset. Only what is slow returns. */
export function strike({ fault, name }) {
  switch (fault.kind) {
    case 'throws':
      throw new Fault(`planned for ${name}`, { cause: new RangeError('deeper') });
    case 'throws-strange':
      throw STRANGE[fault.variant % STRANGE.length](name);
    case 'load-fails':
    case 'save-fails':
      throw new Fault(`planned for ${name}`);
    case 'exits':
      return process.exit(fault.variant);
    case 'killed':
      return dieBySignal();
    case 'out-of-memory':
      return hoard();
    case 'never-yields':
      for (;;) if (performance.now() < 0) return undefined;
    case 'never-ends':
      return neverEnd(fault);
    case 'slow':
      return setTimeout(fault.ms);
    case 'throws-later':
      globalThis.setTimeout(() => {
        throw new Fault(`left behind by ${name}`);
      }, fault.afterMs);
      return undefined;
  }
}

/** What nobody should throw, and somebody will. */
const STRANGE = [
  () => undefined,
  () => null,
  () => 0,
  () => '',
  (name) => `only text, of ${name}`,
  (name) => Symbol(name),
  () => ({ message: 'no error' }),
  (name) => () => name,
  (name) => {
    const circle = new Error(`a circle, of ${name}`);
    return Object.assign(circle, { cause: circle });
  },
  () => Object.assign(new Error('with things in it'), { code: 7, wait: () => {}, big: 1n, map: new Map() }),
  () => Object.defineProperty(new Error('hidden'), 'message', { get: () => undefined }),
  () => {
    throw Object.defineProperty(new Error('hidden'), 'message', {
      get: () => {
        throw new Error('it may not be read');
      },
    });
  },
  () => Object.freeze(new Error('frozen')),
  () => new AggregateError([new Error('one'), 'two', undefined], 'several'),
  () => Object.assign(new Error('of somebody else'), { name: 'AbortError', code: 'ABORT_ERR' }),
  () => Object.assign(new Error('long'), { stack: 'x'.repeat(1e6) }),
  () => new Proxy({}, { get: () => () => undefined }),
  () => Object.assign(new Error('not from here'), { code: 'KEDRO_RUN_CANCELLED' }),
];

function dieBySignal() {
  process.kill(process.pid, 'SIGKILL');
  for (;;) if (performance.now() < 0) return undefined;
}

function hoard() {
  const kept = [];
  for (;;) kept.push(new Array(100_000).fill(kept.length));
}

/** Some functions listen when they are told to end. */
function neverEnd({ variant }) {
  const { signal } = currentNode();
  return new Promise((_, reject) => {
    if (variant % 2 === 0) signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
