/** What logging at the default level adds to a run of a thousand nodes, beside writing six lines of JSON for each node. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compare } from '../measure.mjs';

const CHILD = fileURLToPath(new URL('logging-child.mjs', import.meta.url));

export const benches = [
  {
    name: 'run/logging',
    sizes: [1_000],
    rows: (n) => {
      const nothing = openSync(devNull, 'w');
      try {
        const [ours, floor] = JSON.parse(run(n, nothing).stderr);
        checkLines(n);
        return [{ ...compare(ours, floor), goals: ['ratio <= 5'] }];
      } finally {
        closeSync(nothing);
      }
    },
  },
];

/** Both sides, once, to a pipe: what is timed has to be there. */
function checkLines(n) {
  for (const side of ['ours', 'floor']) {
    const lines = run(n, 'pipe', side).stdout.trim().split('\n');
    const [last, least] = [`n${n - 1}`, 4 * n];
    if (lines.length < least || !lines.slice(-10).some((line) => line.includes(last)))
      throw new Error(`${side} wrote ${lines.length} lines, of ${least} or more with ${last} in the end`);
  }
}

function run(n, stdout, ...side) {
  const { status, stderr, ...result } = spawnSync(process.execPath, [CHILD, String(n), ...side], {
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`logging failed: ${stderr}`);
  return { ...result, stderr };
}
