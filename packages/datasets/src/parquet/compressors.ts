import zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';
import type { ParquetWriteOptions } from 'hyparquet-writer';
import { compressors as portable } from 'hyparquet-compressors';
import { DatasetOptionsError } from '../errors.js';
import type { ParquetCodec } from './resolve-parquet-options.js';

type Writers = NonNullable<ParquetWriteOptions['compressors']>;

/** Functions of newer versions of Node, which the types of this one do not have. */
const { zstdCompressSync, zstdDecompressSync } = zlib as {
  readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array;
  readonly zstdDecompressSync?: (bytes: Uint8Array) => Uint8Array;
};

/** What reads compressed pages; the libraries of Node where it has them, because they are several times faster. */
export const readers: Compressors = {
  ...portable,
  GZIP: (bytes) => zlib.gunzipSync(bytes),
  BROTLI: (bytes) => zlib.brotliDecompressSync(bytes),
  ...(zstdDecompressSync && { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }),
};

/** What writes compressed pages; snappy and uncompressed are known to the writer itself. */
export const writers: Writers = {
  GZIP: gzip,
  BROTLI: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ...(zstdCompressSync && { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) }),
};

/** Refuses a codec that this version of Node cannot write. */
export function checkCodec(codec: ParquetCodec): void {
  if (codec === 'zstd' && writers.ZSTD === undefined)
    throw new DatasetOptionsError(
      'save_args.codec',
      'is zstd, which can be written from Node 22.15 on only; use gzip',
    );
}

/** The header names the operating system, which would make the same data differ between machines: 255 is "unknown". */
function gzip(bytes: Uint8Array): Uint8Array {
  const compressed = zlib.gzipSync(bytes);
  compressed[9] = 255;
  return compressed;
}
