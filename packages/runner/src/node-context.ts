import type { CurrentNode } from '@kedro-ts/pipeline';

/** Of a run that nobody can cancel. */
const NEVER = new AbortController().signal;

/** What a node's function is told of its run. */
export class NodeContext implements CurrentNode {
  /** Whether the function has asked for the signal, so that it is perhaps tidying up when that is aborted. */
  isTold = false;

  constructor(
    readonly name: string,
    readonly runId: string,
    readonly attempt: number,
    private readonly aborts: AbortSignal | undefined,
  ) {}

  get signal(): AbortSignal {
    this.isTold = true;
    return this.aborts ?? NEVER;
  }
}
