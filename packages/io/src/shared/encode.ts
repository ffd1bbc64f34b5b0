import { DefaultSerializer } from 'node:v8';
import { messageOf, ValueNotShareableError } from '../errors.js';
import { isArrowTable, loadArrow } from './arrow.js';
import { findUnshareable } from './find-unshareable.js';
import { rowsToColumns } from './row-columns.js';
import type { SharedSegment, SharedStorage, SharedValue, SharedView, ViewKind } from './shared-value.js';

/** Bytes to be laid out one after another, and a function that puts them where others can read them. */
export type Store = (
  byteLength: number,
  write: (target: Uint8Array) => void,
) => SharedStorage | Promise<SharedStorage>;

/** Puts the bytes into memory that all threads of this process see. */
export const storeInMemory: Store = (byteLength, write) => {
  const buffer = new SharedArrayBuffer(byteLength);
  write(new Uint8Array(buffer));
  return { kind: 'memory', buffer };
};

/**
 * Encodes a value once for any number of readers.
 *
 * Typed arrays, at whatever depth, are taken out and laid side by side, so that readers get views on these very bytes;
 * those that are in shared memory already stay where they are (unless the bytes go to a file). Arrow tables keep their
 * columns as they are. Uniform rows travel as columns. The rest goes through V8's structured serialisation.
 *
 * @throws ValueNotShareableError for functions, class instances and the like.
 */
export async function encodeShared(value: unknown, store: Store = storeInMemory): Promise<SharedValue> {
  if (isArrowTable(value)) {
    const { tableToIPC } = await loadArrow();
    return lay('arrow', tableToIPC(value, 'stream'), [], store);
  }
  const rows = rowsToColumns(value);
  if (rows === undefined) {
    const culprit = findUnshareable(value);
    if (culprit) throw new ValueNotShareableError(culprit.path, culprit.className);
  }
  const serializer = new OutOfBandSerializer();
  serializer.writeHeader();
  try {
    serializer.writeValue(rows ?? value);
  } catch (cause) {
    throw new ValueNotShareableError('a part of the value', `no plain data (${messageOf(cause)})`, { cause });
  }
  return lay(rows ? 'rows' : 'value', serializer.releaseBuffer(), serializer.views, store);
}

/** Writes a number in place of each typed array and keeps the array aside. */
class OutOfBandSerializer extends DefaultSerializer {
  readonly views: ArrayBufferView[] = [];

  /** Called by V8 for every typed array; the objects of Node itself, for which it is called too, are refused before. */
  _writeHostObject(view: ArrayBufferView): void {
    this.writeUint32(this.views.length);
    this.views.push(view);
  }
}

async function lay(
  codec: SharedValue['codec'],
  body: Uint8Array,
  views: readonly ArrayBufferView[],
  store: Store,
): Promise<SharedValue> {
  let end = body.byteLength;
  const copies: [offset: number, bytes: Uint8Array][] = [[0, body]];
  const segments = views.map((view): SharedView => {
    const kind = kindOf(view);
    const { buffer, byteOffset, byteLength } = view;
    if (buffer instanceof SharedArrayBuffer && store === storeInMemory)
      return { kind, offset: byteOffset, byteLength, buffer };
    const offset = Math.ceil(end / 8) * 8;
    end = offset + byteLength;
    copies.push([offset, new Uint8Array(buffer, byteOffset, byteLength)]);
    return { kind, offset, byteLength };
  });
  const storage = await store(end, (target) => {
    for (const [offset, bytes] of copies) target.set(bytes, offset);
  });
  const bodySegment: SharedSegment = { offset: 0, byteLength: body.byteLength };
  const foreign = segments.reduce((sum, { buffer, byteLength }) => sum + (buffer ? byteLength : 0), 0);
  return { codec, body: bodySegment, views: segments, storage, byteLength: end + foreign };
}

function kindOf(view: ArrayBufferView): ViewKind {
  return Buffer.isBuffer(view) ? 'Buffer' : (Object.prototype.toString.call(view).slice(8, -1) as ViewKind);
}
