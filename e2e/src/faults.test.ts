import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startNode } from '../support/kedro.js';

const SCRIPT = fileURLToPath(new URL('../faults/faults.mjs', import.meta.url));

/** Every fault that the campaign knows; some of them cannot be had on Windows. */
const FAULTS = [
  'cancelled',
  'exits',
  ...(process.platform === 'win32' ? [] : ['killed']),
  'listener-throws',
  'load-fails',
  'main-killed',
  'never-ends',
  'never-yields',
  'none',
  'out-of-memory',
  'save-fails',
  'slow',
  'throws',
  'throws-later',
  'throws-strange',
  'unserialisable',
];

it('of 200 random runs with random faults, each comes to what it has to, none hangs, and nothing is left', async () => {
  const { code, stdout, stderr } = await startNode('.', [SCRIPT, '--runs', '200', '--seed', '1']).ended;
  const lines = stdout.trimEnd().split('\n');
  const { byFault, ...summary } = JSON.parse(lines.pop()!) as { byFault: Record<string, number> };
  expect({ code, stderr, complaints: lines, summary }).toEqual({
    code: 0,
    stderr: '',
    complaints: [],
    summary: { runs: 200, hangs: 0, leftovers: 0, differences: 0, seed: '1' },
  });
  expect(Object.keys(byFault).sort()).toEqual(FAULTS);
}, 240_000);
