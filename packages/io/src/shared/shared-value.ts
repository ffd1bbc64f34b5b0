/** Memory that all threads see. */
export interface SharedBuffer {
  readonly buffer: SharedArrayBuffer;
  /** Set when the memory is of a pool: how often it had changed hands when the value was put into it. */
  readonly generation?: number;
}

/** Memory of typed arrays that were in shared memory before they were handed over. */
export interface ForeignBuffer extends SharedBuffer {
  /** How many bytes of it the value has. */
  readonly byteLength: number;
}

/** Where the bytes of a shared value live: in memory that all threads see, in a file that all processes see, or in the handle. */
export type SharedStorage =
  | ({ readonly kind: 'memory' } & SharedBuffer)
  | { readonly kind: 'file'; readonly path: string }
  /** Few bytes cost less to copy with the handle than to share. */
  | { readonly kind: 'inline'; readonly bytes: Uint8Array };

/**
 * A handle to a value that several workers can read. It is plain data and costs the same to send whatever the size of the
 * value: the bytes stay where they are.
 */
export interface SharedValue {
  /** How the bytes are read back: as a value of this package's own encoding, or as an Arrow table. */
  readonly codec: 'value' | 'arrow';
  readonly storage: SharedStorage;
  /** Memory of typed arrays that were in shared memory already and were left there. */
  readonly foreign: readonly ForeignBuffer[];
  /** How many bytes are in the storage. */
  readonly byteLength: number;
  /** How many of these readers see in place, if the storage is memory. */
  readonly inPlace: number;
}
