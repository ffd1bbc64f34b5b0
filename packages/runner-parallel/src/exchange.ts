import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DatasetError,
  decodeShared,
  encodeShared,
  SharedMemoryDataset,
  storeInMemory,
  type Catalog,
  type SharedValue,
  type Store,
} from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import type { SharedEntry } from './protocol/main-message.js';

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
  /** Made in this run, and not in main's dataset yet. */
  readonly #owed = new Set<string>();

  constructor(
    /** The datasets whose values pass through here. */
    readonly datasets: ReadonlySet<string>,
    private readonly catalog: Catalog,
    private readonly store: Store = storeInMemory,
  ) {}

  /** The handles that a node needs; a dataset without a value is left out, and fails where the node loads it. */
  async inputsOf(node: Node): Promise<SharedEntry[]> {
    const entries: SharedEntry[] = [];
    for (const dataset of new Set(node.inputs)) {
      if (!this.datasets.has(dataset)) continue;
      const handle = this.#handles.get(dataset) ?? (await this.#encodeOnce(dataset, node));
      if (handle) entries.push([dataset, handle]);
    }
    return entries;
  }

  /** Takes the handles of what a worker has made. */
  async accept(outputs: readonly SharedEntry[]): Promise<void> {
    for (const [dataset, handle] of outputs) {
      this.#handles.set(dataset, handle);
      this.#owed.add(dataset);
      // A default dataset that is not in memory gets the value at once: it may be released before the end.
      if (!this.catalog.peek(dataset)?.ephemeral) await this.#settle(dataset);
    }
  }

  /** Forgets a value, and frees its bytes. */
  async release(dataset: string): Promise<void> {
    const storage = this.#handles.get(dataset)?.storage;
    this.#handles.delete(dataset);
    this.#owed.delete(dataset);
    if (storage?.kind === 'file') await rm(storage.path, { force: true });
  }

  /** Puts what was made, and not released, into the datasets of main's catalog. */
  async settle(): Promise<void> {
    for (const dataset of this.#owed) await this.#settle(dataset);
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
      if (handle) this.#handles.set(name, handle);
      return handle;
    } catch (cause) {
      if (cause instanceof DatasetError) throw cause.withNode(node.name);
      throw new DatasetError(name, 'load', (cause as Error).message, { cause, node: node.name });
    }
  }
}

/** The same value with its bytes in memory, so that it outlives the run's folder. */
async function bringToMemory(handle: SharedValue): Promise<SharedValue> {
  if (handle.storage.kind === 'memory') return handle;
  const bytes = await readFile(handle.storage.path);
  const storage = await storeInMemory(bytes.byteLength, (target) => target.set(bytes));
  return { ...handle, storage };
}
