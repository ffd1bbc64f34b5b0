import type { NodeStage } from '@kedro-ts/runner';

const STAGES: readonly NodeStage[] = ['load', 'call', 'save'];

/** Where workers say what their nodes are doing, in words of memory that main sees even when they cannot say anything any more. */
export class Stages {
  constructor(
    /** Cross to workers. */
    readonly words: Int32Array,
  ) {}

  static for(workers: number): Stages {
    return new Stages(new Int32Array(new SharedArrayBuffer(workers * Int32Array.BYTES_PER_ELEMENT)));
  }

  set(workerId: number, stage: NodeStage): void {
    Atomics.store(this.words, workerId - 1, STAGES.indexOf(stage));
  }

  get(workerId: number): NodeStage {
    return STAGES[Atomics.load(this.words, workerId - 1)]!;
  }
}
