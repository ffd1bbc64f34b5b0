import type { NodeStage } from '@kedro-ts/runner';
import type { WorkerProblem } from './protocol/worker-message.js';

/** One thing that keeps a pipeline from running in workers. */
export interface Refusal {
  readonly kind: 'no-bootstrap' | 'single-process' | WorkerProblem['kind'];
  /** The node or dataset; empty for `no-bootstrap`. */
  readonly name: string;
}

/** The pipeline cannot run in workers as it is; all reasons are listed, and nothing has started. */
export class WorkersRefusedError extends Error {
  override readonly name = 'WorkersRefusedError';
  readonly code = 'KEDRO_WORKERS_REFUSED' as const;

  constructor(readonly refusals: readonly Refusal[]) {
    super(
      `This pipeline cannot run in parallel workers:\n${[...groupByKind(refusals)].map(describe).join('\n')}`,
    );
  }
}

/** What is known of the end of a worker. */
export interface Circumstances {
  /** The node that it was running, or that had left behind what ended it. */
  readonly node?: string | undefined;
  /** What the node was doing; absent when it had ended. */
  readonly stage?: NodeStage | undefined;
  /** The lines that the worker printed last. */
  readonly lines?: readonly string[];
  readonly cause?: Error | undefined;
}

/** A worker ended on its own. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
  readonly code = 'KEDRO_WORKER_DIED' as const;

  readonly node: string | undefined;
  readonly stage: NodeStage | undefined;
  readonly lines: readonly string[];

  constructor(
    readonly workerId: number,
    readonly exit: string,
    { node, stage, lines = [], cause }: Circumstances = {},
  ) {
    const reason = cause
      ? `: ${cause.message}`
      : '. Typical causes are process.exit() in a node, a crash of native code, and too little memory.';
    super(
      `Worker ${workerId} died (${exit}) ${describeWhen(node, stage)}${reason}${describeLines(lines)}`,
      cause && { cause },
    );
    this.node = node;
    this.stage = stage;
    this.lines = lines;
  }
}

function describeWhen(node: string | undefined, stage: NodeStage | undefined): string {
  if (node === undefined) return 'while no node was running in it';
  switch (stage) {
    case 'load':
      return `while it loaded the inputs of node "${node}"`;
    case 'call':
      return `while it ran the function of node "${node}"`;
    case 'save':
      return `while it saved the outputs of node "${node}"`;
    case undefined:
      return `because of something that node "${node}" had left behind`;
  }
}

function describeLines(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\nWhat it printed last:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** A worker could not make the project anew; `cause` says why. */
export class WorkerNotStartedError extends Error {
  override readonly name = 'WorkerNotStartedError';
  readonly code = 'KEDRO_WORKER_NOT_STARTED' as const;

  constructor(
    readonly workerId: number,
    cause: Error,
  ) {
    super(`Worker ${workerId} could not set up the project: ${cause.message}`, { cause });
  }
}

const REASONS: Readonly<Record<Refusal['kind'], (names: string) => string>> = {
  'no-bootstrap': () =>
    'Workers have no way to find the nodes again. Run it from a project (kedro run, createSession), or give the runner a ' +
    'bootstrap: new ParallelRunner({ bootstrap: { module: new URL("./worker.js", import.meta.url) } }).',
  'single-process': (names) =>
    `Datasets that only one process may use: ${names}. Use another dataset type for them, or the sequential runner.`,
  'node-missing': (names) =>
    `Nodes that a worker does not find when it builds the pipelines itself: ${names}. ` +
    'Pipelines and node names have to come out the same every time: no random or time-dependent names, no state of main.',
  'node-differs': (names) =>
    `Nodes that have other inputs or outputs when a worker builds the pipelines itself: ${names}. ` +
    'Pipelines have to come out the same every time: no random or time-dependent parts, no state of main.',
  'dataset-missing': (names) =>
    `Datasets that the catalog of a worker does not have: ${names}. ` +
    'Register them where the workers do it too: in catalog.yml, in a plugin, or in the bootstrap module.',
  'dataset-in-memory': (names) =>
    `Datasets that are files or the like in main, but in memory in a worker: ${names}. ` +
    'Register them in the same way in both.',
};

function describe([kind, names]: [Refusal['kind'], string[]]): string {
  return `  - ${REASONS[kind](names.map((name) => `"${name}"`).join(', '))}`;
}

function groupByKind(refusals: readonly Refusal[]): Map<Refusal['kind'], string[]> {
  const groups = new Map<Refusal['kind'], string[]>();
  for (const { kind, name } of refusals) groups.set(kind, [...(groups.get(kind) ?? []), name]);
  return groups;
}
