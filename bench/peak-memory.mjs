import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const SAMPLE_MS = 20;

/** Whether memory can be measured here. */
export const measuresMemory = process.platform === 'linux';

/**
 * Runs a program to its end and watches the memory of its whole process tree from outside.
 *
 * @param options - `input` for its standard input, `env`
 * @returns what it printed, and the peak in MB (the sum of the proportional set sizes, so that shared pages count once);
 * the peak is null where that cannot be measured
 */
export async function runWatched(program, args, options) {
  let peak = 0;
  let timer;
  const { stdout } = await runProgram(program, args, options, (pid) => {
    if (measuresMemory) timer = setInterval(() => (peak = Math.max(peak, treeBytes(pid))), SAMPLE_MS);
  }).finally(() => clearInterval(timer));
  return { stdout, peakMb: measuresMemory ? peak / 1e6 : null };
}

/** Runs a program to its end, and gives what it printed. */
export async function runProgram(program, args, { input = '', env = process.env } = {}, onStart = () => {}) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (text) => (printed[stream] += text));
  onStart(child.pid);
  child.stdin.end(input);
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${printed.stderr}`);
  return { stdout: printed.stdout };
}

/** A process that ends in the meantime counts nothing. */
function treeBytes(pid) {
  let bytes = 0;
  for (const process of treeOf(pid)) {
    const rollup = readOrNothing(`/proc/${process}/smaps_rollup`);
    bytes += 1024 * Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
  }
  return bytes;
}

function treeOf(pid) {
  const tree = [pid];
  for (const parent of tree)
    for (const thread of listOrNothing(`/proc/${parent}/task`))
      tree.push(...readOrNothing(`/proc/${parent}/task/${thread}/children`).split(' ').filter(Boolean));
  return tree;
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function listOrNothing(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
