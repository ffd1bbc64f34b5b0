import { countReader } from './count-readers.js';
import { asPooled, generationOf } from './pooled-buffer.js';
import { sharedBuffers } from './shared-buffer-pool.js';

/** A class of typed arrays, such as `Float64Array`. */
export interface TypedArrayClass<View> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer, byteOffset: number, length: number): View;
}

/** How shared memory is allocated. */
export interface AllocateSharedOptions {
  /** Whether the numbers are zeroes. Default: true; false saves the time when all of them are to be written anyway. */
  readonly zeroed?: boolean;
}

/**
 * A typed array in shared memory: when a node returns it, alone or inside of something else, a parallel run hands it to the
 * nodes that need it without a copy. Memory of values that are no longer needed is used again for it.
 *
 * @param length - in numbers, as for the class itself
 * @example
 * const scaled = allocateShared(Float64Array, prices.length);
 * for (let i = 0; i < prices.length; i++) scaled[i] = prices[i] / most;
 * return scaled;
 */
export function allocateShared<View>(
  TypedArray: TypedArrayClass<View>,
  length: number,
  { zeroed = true }: AllocateSharedOptions = {},
): View {
  const byteLength = length * TypedArray.BYTES_PER_ELEMENT;
  const buffer = sharedBuffers.take(byteLength);
  const pooled = asPooled(buffer);
  // A buffer that was never given back is as the system gave it.
  if (zeroed && pooled && generationOf(pooled) > 0) new Uint8Array(buffer, 0, byteLength).fill(0);
  countReader(buffer);
  return new TypedArray(buffer, 0, length);
}
