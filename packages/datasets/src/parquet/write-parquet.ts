import { open, type FileHandle } from 'node:fs/promises';
import type { CompressionCodec } from 'hyparquet';
import { ByteWriter, parquetWrite, type Writer } from 'hyparquet-writer';
import type { Table } from '../table/table.js';
import { checkCodec, writers } from './compressors.js';
import { checkTypedColumns, encodeColumn } from './encode-column.js';
import type { ResolvedParquetSaveOptions } from './resolve-parquet-options.js';

/**
 * Writes a table as Parquet, one row group at a time. Nothing but the data and the options goes into the file, so that the
 * same data gives the same bytes.
 */
export async function writeParquet(
  path: string,
  { columns }: Table,
  { codec, rowGroupSize, types }: ResolvedParquetSaveOptions,
): Promise<void> {
  checkCodec(codec);
  checkTypedColumns(
    types,
    columns.map(({ name }) => name),
  );
  const encoded = columns.map(({ name, values }) => encodeColumn(name, values, types.get(name)));
  const file = await open(path, 'w');
  try {
    await parquetWrite({
      writer: writerTo(file),
      columnData: encoded.map(({ element, data }) => ({ name: element.name, data })),
      schema: [{ name: 'root', num_children: encoded.length }, ...encoded.map(({ element }) => element)],
      codec: codec.toUpperCase() as CompressionCodec,
      compressors: writers,
      rowGroupSize,
      createdBy: 'kedro-ts',
    });
  } finally {
    await file.close();
  }
}

/** Collects bytes in memory until the end of a row group, where the library waits for them to be written. */
function writerTo(file: FileHandle): Writer {
  const bytes = new ByteWriter();
  const flush = async (): Promise<void> => {
    await file.appendFile(bytes.getBytes());
    bytes.index = 0;
  };
  return Object.assign(bytes, { flush, finish: flush });
}
