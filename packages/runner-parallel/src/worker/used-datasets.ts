import type { DatasetUse } from '../protocol/worker-message.js';

/**
 * Collects what a node loads and saves, so that main is told with few messages: of the loads before the function is called,
 * of the saves with the end of the node, and of what takes longer soon.
 */
export class UsedDatasets {
  #uses: DatasetUse[] = [];
  #toLoad = 0;
  #timer: NodeJS.Immediate | undefined;

  constructor(private readonly send: (uses: readonly DatasetUse[]) => void) {}

  /** A node starts, and loads so many datasets. */
  begin(loads: number): void {
    this.#toLoad = loads;
  }

  add(type: DatasetUse['type'], dataset: string, durationMs: number): void {
    this.#uses.push({ type, dataset, durationMs, time: performance.timeOrigin + performance.now() });
    if (type === 'dataset-loaded' && --this.#toLoad === 0) this.flush();
    else this.#timer ??= setImmediate(() => this.flush());
  }

  /** Tells main now. */
  flush(): void {
    const { uses } = this.take();
    if (uses !== undefined) this.send(uses);
  }

  /** What has not been told. */
  take(): { uses?: readonly DatasetUse[] } {
    if (this.#uses.length === 0) return {};
    clearImmediate(this.#timer);
    this.#timer = undefined;
    const uses = this.#uses;
    this.#uses = [];
    return { uses };
  }
}
