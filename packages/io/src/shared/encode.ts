import type { Table } from 'apache-arrow';
import { messageOf, ValueNotShareableError } from '../errors.js';
import { isArrowTable, loadArrow, readAs } from './arrow.js';
import { NotEncodable } from './codec/not-encodable.js';
import { ValueWriter } from './codec/value-writer.js';
import type { ViewTable } from './codec/view-table.js';
import { countReader } from './count-readers.js';
import { findUnshareable } from './find-unshareable.js';
import { addHandles, asPooled, generationOf } from './pooled-buffer.js';
import { sharedBuffers } from './shared-buffer-pool.js';
import type { SharedBuffer, SharedStorage, SharedValue } from './shared-value.js';

/** Puts so many bytes where others can read them: `write` is to be called once, with memory for them. */
export type Store = (
  byteLength: number,
  write: (target: Uint8Array) => void,
) => SharedStorage | Promise<SharedStorage>;

/** Puts the bytes into memory that all threads of this process see, out of the pool of this thread. */
export const storeInMemory: Store = (byteLength, write) => {
  const buffer = sharedBuffers.take(byteLength);
  write(new Uint8Array(buffer, 0, byteLength));
  return { kind: 'memory', ...hold(buffer) };
};

/**
 * Encodes a value once for any number of readers, who get it back as it was: what is one object stays one object, and views on
 * the same bytes stay so.
 *
 * Typed arrays, at whatever depth, are laid side by side, so that readers get views on these very bytes; those that are in shared
 * memory already stay where they are (unless the bytes go to a file). Arrow tables keep their columns as they are, and one
 * that was read from shared memory is not encoded again. Arrays of numbers, texts, dates, objects with the same keys and so on travel as columns. Own enumerable properties with string keys are the
 * data of an object; a getter is read, and whether something is frozen is not kept.
 *
 * @throws ValueNotShareableError for functions, class instances and the like
 */
export async function encodeShared(value: unknown, store: Store = storeInMemory): Promise<SharedValue> {
  if (isArrowTable(value)) return encodeTable(value, store);
  const inMemory = store === storeInMemory;
  const writer = new ValueWriter((buffer) => inMemory && buffer instanceof SharedArrayBuffer);
  const views = write(value, writer);
  const { out } = writer;
  if (out.byteLength <= MOST_INLINE && views.inPlace === 0 && views.foreign.length === 0) {
    const bytes = new Uint8Array(out.byteLength);
    out.write(bytes);
    return {
      codec: 'value',
      storage: { kind: 'inline', bytes },
      foreign: [],
      byteLength: out.byteLength,
      inPlace: 0,
    };
  }
  const storage = await store(out.byteLength, (target) => out.write(target));
  const foreign = views.foreign.map(({ buffer, byteLength }) => {
    // Whoever made the typed array has it still.
    countReader(buffer);
    return { ...hold(buffer), byteLength };
  });
  return { codec: 'value', storage, foreign, byteLength: out.byteLength, inPlace: views.inPlace };
}

/** Up to so many bytes, without any to be seen in place, travel inside of the handle: copying them at every hop costs less. */
const MOST_INLINE = 16 * 1024;

async function encodeTable(table: Table, store: Store): Promise<SharedValue> {
  const known = readAs(table);
  if (known?.storage.kind === 'memory' && store === storeInMemory)
    return { ...known, storage: { kind: 'memory', ...hold(known.storage.buffer) } };
  const { tableToIPC } = await loadArrow();
  const bytes = tableToIPC(table, 'stream');
  const { byteLength } = bytes;
  const storage = await store(byteLength, (target) => target.set(bytes));
  return { codec: 'arrow', storage, foreign: [], byteLength, inPlace: byteLength };
}

function write(value: unknown, writer: ValueWriter): ViewTable {
  try {
    writer.write(value);
    return writer.finish();
  } catch (cause) {
    const culprit = cause instanceof NotEncodable ? findUnshareable(value) : undefined;
    if (culprit) throw new ValueNotShareableError(culprit.path, culprit.className);
    throw new ValueNotShareableError('a part of the value', `no plain data (${messageOf(cause)})`, { cause });
  }
}

/** Notes that one more handle refers to a buffer, if that is of a pool. */
function hold(buffer: SharedArrayBuffer): SharedBuffer {
  const pooled = asPooled(buffer);
  if (!pooled) return { buffer };
  addHandles(pooled, 1);
  return { buffer, generation: generationOf(pooled) };
}
