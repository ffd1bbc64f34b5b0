import { readFile } from 'node:fs/promises';
import { DefaultDeserializer } from 'node:v8';
import type { MaybePromise } from '../dataset.js';
import { loadArrow } from './arrow.js';
import { columnsToRows, type RowColumns } from './row-columns.js';
import type { SharedValue, SharedView, ViewKind } from './shared-value.js';

/**
 * The value behind a handle. Typed arrays and Arrow columns are views on the shared bytes: all readers see the same
 * memory, and must not write to it. Everything else is the reader's own.
 */
export function decodeShared(shared: SharedValue): MaybePromise<unknown> {
  return shared.storage.kind === 'memory'
    ? read(shared, shared.storage.buffer)
    : // A Buffer starts at a multiple of 8 bytes, as the views need it.
      readFile(shared.storage.path).then(({ buffer, byteOffset }) => read(shared, buffer, byteOffset));
}

function read(shared: SharedValue, storage: ArrayBufferLike, start = 0): MaybePromise<unknown> {
  const body = Buffer.from(storage as ArrayBuffer, start + shared.body.offset, shared.body.byteLength);
  if (shared.codec === 'arrow') return loadArrow().then(({ tableFromIPC }) => tableFromIPC(body));
  const deserializer = new InPlaceDeserializer(
    body,
    shared.views.map((view) => viewOn(view, view.buffer ?? storage, view.buffer ? 0 : start)),
  );
  deserializer.readHeader();
  const value: unknown = deserializer.readValue();
  return shared.codec === 'rows' ? columnsToRows(value as RowColumns) : value;
}

/** Puts the typed arrays back where their numbers stand. */
class InPlaceDeserializer extends DefaultDeserializer {
  readonly #views: readonly ArrayBufferView[];

  constructor(body: Buffer, views: readonly ArrayBufferView[]) {
    super(body);
    this.#views = views;
  }

  /** Called by V8 wherever a typed array was taken out. */
  _readHostObject(): ArrayBufferView {
    return this.#views[this.readUint32()]!;
  }
}

type ViewClasses = Readonly<
  Record<
    ViewKind,
    {
      readonly BYTES_PER_ELEMENT?: number;
      new (buffer: ArrayBufferLike, offset: number, length: number): ArrayBufferView;
    }
  >
>;

function viewOn(
  { kind, offset, byteLength }: SharedView,
  buffer: ArrayBufferLike,
  start: number,
): ArrayBufferView {
  if (kind === 'Buffer') return Buffer.from(buffer as ArrayBuffer, start + offset, byteLength);
  // All kinds are named after global classes; Float16Array is one in newer engines.
  const View = (globalThis as unknown as ViewClasses)[kind];
  return new View(buffer, start + offset, byteLength / (View.BYTES_PER_ELEMENT ?? 1));
}
