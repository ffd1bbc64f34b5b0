/** The typed arrays that travel as bytes beside the rest of a value. */
export type ViewKind =
  | 'Int8Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray'
  | 'Int16Array'
  | 'Uint16Array'
  | 'Int32Array'
  | 'Uint32Array'
  | 'Float16Array'
  | 'Float32Array'
  | 'Float64Array'
  | 'BigInt64Array'
  | 'BigUint64Array'
  | 'DataView'
  | 'Buffer';

/** Where some bytes of a shared value are. */
export interface SharedSegment {
  /** In bytes, from the start of the storage (or of `buffer`); a multiple of 8 within the storage. */
  readonly offset: number;
  /** In bytes. */
  readonly byteLength: number;
  /** Set when the bytes were in shared memory already and were left there. */
  readonly buffer?: SharedArrayBuffer;
}

/** One typed array of a shared value. */
export interface SharedView extends SharedSegment {
  readonly kind: ViewKind;
}

/** Where the bytes of a shared value live: in memory that all threads see, or in a file that all processes see. */
export type SharedStorage =
  | { readonly kind: 'memory'; readonly buffer: SharedArrayBuffer }
  | { readonly kind: 'file'; readonly path: string };

/**
 * A handle to a value that several workers can read. It is plain data and costs the same to send whatever the size of the
 * value: the bytes stay where they are.
 */
export interface SharedValue {
  /** How the bytes are read back: a structured value, rows kept as columns, or an Arrow table. */
  readonly codec: 'value' | 'rows' | 'arrow';
  /** What has been serialised, with typed arrays taken out. */
  readonly body: SharedSegment;
  /** The typed arrays, in the order in which the body refers to them. */
  readonly views: readonly SharedView[];
  readonly storage: SharedStorage;
  /** All bytes of the value, those outside the storage included. */
  readonly byteLength: number;
}
