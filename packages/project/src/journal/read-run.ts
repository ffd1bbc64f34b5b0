import { stat } from 'node:fs/promises';
import type { TransferredError } from '@kedro-ts/runner';
import type { JournalLine, RunRequested } from './journal-line.js';
import { isAlive } from './process-identity.js';
import { readJournal } from './read-journal.js';

/**
 * How a run stands. `killed`: nothing says how it ended, and its process is gone.
 */
export type RunStatus = 'finished' | 'failed' | 'cancelled' | 'killed' | 'running';

/** How a node of a run stands. `stopped`: it had started when the run ended. */
export type NodeStatus = 'finished' | 'failed' | 'stopped' | 'running' | 'waiting' | 'skipped';

/** What became of a node. */
export interface NodeRecord {
  readonly name: string;
  readonly status: NodeStatus;
  readonly durationMs?: number;
  /** How often it has been started, where that is not once. */
  readonly attempts?: number;
  readonly error?: TransferredError;
}

/** A run as its journal tells it. */
export interface RunRecord {
  readonly header: RunRequested;
  readonly status: RunStatus;
  /** Of one that is not over, up to now; of one that was killed, up to its last event. */
  readonly durationMs: number;
  readonly done: number;
  readonly total: number;
  readonly nodes: readonly NodeRecord[];
  /** Why the run failed. */
  readonly error?: TransferredError;
  readonly lines: readonly JournalLine[];
}

/**
 * Reads what became of a run.
 *
 * @returns undefined when its journal has not been begun
 * @throws JournalError
 */
export async function readRun(file: string): Promise<RunRecord | undefined> {
  const journal = await readJournal(file);
  if (journal === undefined) return undefined;
  const { header, lines } = journal;
  const nodes = new Map<string, Mutable<NodeRecord>>();
  const nodeOf = (name: string): Mutable<NodeRecord> => {
    const known = nodes.get(name) ?? { name, status: 'waiting' };
    nodes.set(name, known);
    return known;
  };
  /** Of other events, those of later versions too, only this has a say in how nodes stand. */
  const noteOther = (line: { readonly type: string }): void => {
    const { type, node, attempt } = line as { type: string; node?: unknown; attempt?: unknown };
    if (typeof node !== 'string') return;
    if (type === 'node-skipped') nodeOf(node).status = 'skipped';
    if (typeof attempt === 'number') nodeOf(node).attempts = Math.max(nodeOf(node).attempts ?? 1, attempt);
  };
  let end: 'finished' | 'failed' | 'cancelled' | undefined;
  let error: TransferredError | undefined;
  let lastTime = header.time;
  for (const line of lines) {
    // What is told of a run after its end, such as evidence, has no part in how long it took.
    if (end === undefined && typeof line.time === 'number') lastTime = Math.max(lastTime, line.time);
    switch (line.type) {
      case 'run-started':
        for (const name of line.nodes) nodeOf(name);
        for (const name of line.skipped ?? []) nodeOf(name).status = 'skipped';
        break;
      case 'node-started': {
        const node = nodeOf(line.node);
        if (node.status !== 'waiting') node.attempts = (node.attempts ?? 1) + 1;
        node.status = 'running';
        break;
      }
      case 'node-finished':
        Object.assign(nodeOf(line.node), { status: 'finished', durationMs: line.durationMs });
        delete nodeOf(line.node).error;
        break;
      case 'node-failed':
        Object.assign(nodeOf(line.node), {
          ...{ status: 'failed', durationMs: line.durationMs, error: line.error },
        });
        break;
      case 'run-finished':
        end = 'finished';
        break;
      case 'run-failed':
        end = line.cancelled ? 'cancelled' : 'failed';
        error = line.error;
        break;
      default:
        noteOther(line);
    }
  }
  const status = end ?? ((await isRunning(header, file)) ? 'running' : 'killed');
  for (const node of nodes.values())
    if (node.status === 'running' && status !== 'running') node.status = 'stopped';
  const counted = [...nodes.values()].filter((node) => node.status !== 'skipped');
  return {
    header,
    status,
    durationMs: (status === 'running' ? Date.now() : lastTime) - header.time,
    done: counted.filter((node) => node.status === 'finished').length,
    total: counted.length,
    nodes: [...nodes.values()],
    ...(error && { error }),
    lines,
  };
}

/** Of another machine only the journal can be seen. */
async function isRunning(header: RunRequested, file: string): Promise<boolean> {
  return isAlive(header.process) ?? Date.now() - (await stat(file)).mtimeMs < QUIET_MS;
}

/** For how long a run on another machine may say nothing before it counts as killed. */
const QUIET_MS = 10 * 60 * 1000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
