import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  byteCounts,
  DatasetError,
  decodeShared,
  encodeShared,
  sharedBuffers,
  SharedMemoryDataset,
  storeInMemory,
  type Catalog,
  type MaybePromise,
  type SharedValue,
  type Store,
} from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import type { DataUse } from '@kedro-ts/runner';
import type { SharedEntry } from './protocol/shared-entry.js';

/** Stores bytes in files of a folder that all processes see. */
export function storeInFolder(folder: string): Store {
  return async (byteLength, write) => {
    const bytes = new Uint8Array(byteLength);
    write(bytes);
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    return { kind: 'file', path };
  };
}

/**
 * Main's side of the values that live in memory: it keeps handles, not values. Values that were in the catalog before the
 * run are encoded once, when a node first needs them; what workers make is put into the catalog's own datasets at the end.
 */
export class Exchange {
  readonly #handles = new Map<string, SharedValue>();
  readonly #encoding = new Map<string, Promise<SharedValue | undefined>>();
  readonly #uses = new Map<string, { -readonly [Key in keyof DataUse]: DataUse[Key] }>();
  /** Default datasets that are not in memory: they get their value at once, because it may be released before the end. */
  readonly #lasting: ReadonlySet<string>;
  /** Made in this run, and not in main's dataset yet. */
  readonly #owed = new Set<string>();

  constructor(
    /** The datasets whose values pass through here. */
    readonly datasets: ReadonlySet<string>,
    private readonly catalog: Catalog,
    private readonly store: Store = storeInMemory,
  ) {
    this.#lasting = new Set([...datasets].filter((name) => !catalog.peek(name)?.ephemeral));
  }

  /** The handles that a node needs; a dataset without a value is left out, and fails where the node loads it. */
  inputsOf(node: Node): MaybePromise<SharedEntry[]> {
    const entries: SharedEntry[] = [];
    for (const dataset of new Set(node.inputs)) {
      if (!this.datasets.has(dataset)) continue;
      const handle = this.#handles.get(dataset);
      if (handle === undefined) return this.#encodeInputsOf(node);
      entries.push([dataset, handle]);
    }
    for (const [dataset] of entries) this.#uses.get(dataset)!.readers++;
    return entries;
  }

  /** Takes the handles of what a worker has made. */
  accept(outputs: readonly SharedEntry[]): MaybePromise<void> {
    const toSettle: string[] = [];
    for (const [dataset, handle] of outputs) {
      this.#hold(dataset, handle);
      this.#owed.add(dataset);
      if (this.#lasting.has(dataset)) toSettle.push(dataset);
    }
    if (toSettle.length > 0) return this.#settleAll(toSettle);
  }

  /** Forgets a value, and frees its bytes. */
  release(dataset: string): MaybePromise<void> {
    const handle = this.#handles.get(dataset);
    if (handle === undefined) return;
    this.#handles.delete(dataset);
    this.#owed.delete(dataset);
    if (handle.storage.kind === 'file') return rm(handle.storage.path, { force: true });
    sharedBuffers.release(handle);
  }

  /** What has gone through here so far, by dataset. */
  get uses(): Readonly<Record<string, DataUse>> {
    return Object.fromEntries(this.#uses);
  }

  /** Puts what was made, and not released, into the datasets of main's catalog. */
  async settle(): Promise<void> {
    await this.#settleAll(this.#owed);
  }

  async #settleAll(datasets: Iterable<string>): Promise<void> {
    for (const dataset of datasets) await this.#settle(dataset);
  }

  async #encodeInputsOf(node: Node): Promise<SharedEntry[]> {
    const entries: SharedEntry[] = [];
    for (const dataset of new Set(node.inputs)) {
      if (!this.datasets.has(dataset)) continue;
      const handle = this.#handles.get(dataset) ?? (await this.#encodeOnce(dataset, node));
      if (handle === undefined) continue;
      entries.push([dataset, handle]);
      this.#uses.get(dataset)!.readers++;
    }
    return entries;
  }

  #hold(dataset: string, handle: SharedValue): void {
    const { shared, copied } = byteCounts(handle);
    this.#handles.set(dataset, handle);
    this.#uses.set(dataset, { sharedBytes: shared, copiedBytes: copied, readers: 0 });
  }

  async #settle(name: string): Promise<void> {
    const dataset = this.catalog.peek(name);
    const handle = this.#handles.get(name)!;
    if (dataset instanceof SharedMemoryDataset) dataset.handle = await bringToMemory(handle);
    else await this.catalog.save(name, await decodeShared(handle));
    this.#owed.delete(name);
  }

  /** Several nodes may need a value at the same time. */
  async #encodeOnce(name: string, node: Node): Promise<SharedValue | undefined> {
    const encoding = this.#encoding.get(name) ?? this.#encode(name, node);
    this.#encoding.set(name, encoding);
    return encoding.finally(() => this.#encoding.delete(name));
  }

  async #encode(name: string, node: Node): Promise<SharedValue | undefined> {
    const dataset = this.catalog.peek(name);
    try {
      if (dataset?.exists && !(await this.catalog.exists(name))) return undefined;
      const isShared = dataset instanceof SharedMemoryDataset && this.store === storeInMemory;
      const handle = isShared
        ? dataset.handle
        : await encodeShared(await this.catalog.load(name), this.store);
      if (handle) this.#hold(name, handle);
      return handle;
    } catch (cause) {
      if (cause instanceof DatasetError) throw cause.withNode(node.name);
      throw new DatasetError(name, 'load', (cause as Error).message, { cause, node: node.name });
    }
  }
}

/** The same value with its bytes in memory, so that it outlives the run's folder. */
async function bringToMemory(handle: SharedValue): Promise<SharedValue> {
  if (handle.storage.kind !== 'file') return handle;
  const bytes = await readFile(handle.storage.path);
  const storage = await storeInMemory(bytes.byteLength, (target) => target.set(bytes));
  return { ...handle, storage };
}
