import { open, type FileHandle } from 'node:fs/promises';
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet';
import { FileContentError } from '../errors.js';
import { pickNames } from '../table/to-table.js';
import { ColumnStore } from './column-store.js';
import { readers } from './compressors.js';
import type { ResolvedParquetLoadOptions } from './resolve-parquet-options.js';

/** The part of a Parquet file that was asked for. */
export interface ParquetTable {
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly store: ColumnStore }[];
}

/**
 * Reads columns of a Parquet file, one row group and one column at a time, so that no more than one compressed piece is in
 * memory beside the result.
 */
export async function readParquet(path: string, options: ResolvedParquetLoadOptions): Promise<ParquetTable> {
  const handle = await open(path);
  try {
    const file = await asyncBuffer(handle);
    const metadata = await readMetadata(path, file);
    const fields = pickFields(path, parquetSchema(metadata).children, options.columns);
    const rowEnd = Math.min(options.rowEnd, Number(metadata.num_rows));
    const rowStart = Math.min(options.rowStart, rowEnd);
    const columns: { name: string; store: ColumnStore }[] = [];
    for (const field of fields) {
      const { name } = field.element;
      const store = new ColumnStore(field, rowEnd - rowStart);
      await readColumn({ path, file, metadata, name, rowStart, rowEnd }, store);
      columns.push({ name, store });
    }
    return { length: rowEnd - rowStart, columns };
  } finally {
    await handle.close();
  }
}

/** One open file for all reads, so that a file replaced meanwhile cannot mix with this one. */
async function asyncBuffer(handle: FileHandle): Promise<AsyncBuffer> {
  const { size: byteLength } = await handle.stat();
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const bytes = new Uint8Array(Math.max(0, end - start));
      for (let done = 0; done < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) throw new Error('the file ends early');
        done += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

async function readMetadata(path: string, file: AsyncBuffer): Promise<FileMetaData> {
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(file, { geoparquet: false });
  } catch (cause) {
    throw unreadable(path, cause);
  }
  metadata.schema.forEach(nameOlderType);
  return metadata;
}

/** The reader looks at the older of two ways in which a file names these types; some files have the newer one only. */
function nameOlderType(element: SchemaElement): void {
  const { logical_type: logical, converted_type: converted } = element;
  if (converted === 'ENUM' || logical?.type === 'ENUM') element.converted_type = 'UTF8';
  if (converted !== undefined || logical === undefined) return;
  if (logical.type === 'DATE' || logical.type === 'JSON' || logical.type === 'DECIMAL')
    element.converted_type = logical.type;
  if (logical.type === 'DECIMAL') element.scale ??= logical.scale;
}

function pickFields(
  path: string,
  fields: readonly SchemaTree[],
  wanted: readonly string[] | undefined,
): readonly SchemaTree[] {
  const names = fields.map(({ element }) => element.name);
  if (names.includes('__proto__'))
    throw new FileContentError(path, 'has a column named "__proto__", which no object can hold');
  return wanted === undefined
    ? fields
    : pickNames('load_args.columns', wanted, names).map((at) => fields[at]!);
}

interface ColumnRequest {
  readonly path: string;
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly name: string;
  readonly rowStart: number;
  readonly rowEnd: number;
}

async function readColumn(request: ColumnRequest, store: ColumnStore): Promise<void> {
  const { path, file, metadata, name, rowStart, rowEnd } = request;
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    const from = Math.max(groupStart, rowStart);
    const to = Math.min(groupEnd, rowEnd);
    groupStart = groupEnd;
    if (from >= to) continue;
    let received = 0;
    try {
      await parquetRead({
        file,
        metadata,
        columns: [name],
        rowStart: from,
        rowEnd: to,
        compressors: readers,
        parsers,
        // Bytes that nobody called text stay bytes.
        utf8: false,
        onChunk: ({ columnData, rowStart: start, rowEnd: end }) => {
          const first = Math.max(start, from);
          const last = Math.min(end, to);
          if (first >= last) return;
          store.set(columnData, first - start, last - start, first - rowStart);
          received += last - first;
        },
      });
    } catch (cause) {
      throw unreadable(path, cause, name);
    }
    if (received !== to - from) throw unreadable(path, new Error('values are missing'), name);
  }
}

function unreadable(path: string, cause: unknown, column?: string): FileContentError {
  const what =
    column === undefined ? 'is no Parquet file that can be read' : `has an unreadable column "${column}"`;
  return new FileContentError(path, `${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
    cause,
  });
}

/** Times are rounded down to whole milliseconds; the reader's own rounding goes towards 1970. */
const parsers: Partial<ParquetParsers> = {
  timestampFromMicroseconds: (micros) => new Date(floorDivide(micros, 1000n)),
  timestampFromNanoseconds: (nanos) => new Date(floorDivide(nanos, 1_000_000n)),
};

function floorDivide(value: bigint, by: bigint): number {
  const quotient = value / by;
  return Number(quotient * by > value ? quotient - 1n : quotient);
}
