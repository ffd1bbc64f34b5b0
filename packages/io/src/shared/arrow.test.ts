import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, type Table } from 'apache-arrow';
import { expect, it } from 'vitest';
import { isArrowTable } from './arrow.js';
import { decodeShared } from './decode.js';
import { encodeShared, type Store } from './encode.js';

const table = tableFromArrays({
  number: Float64Array.of(1, -0, NaN),
  int: Int32Array.of(1, 2, 3),
  text: ['a', 'b', 'a'],
});

function buffersOf(some: Table): ArrayBufferLike[] {
  return ['number', 'int'].flatMap((name) =>
    some.getChild(name)!.data.map(({ values }) => (values as Int32Array).buffer),
  );
}

it('brings an Arrow table back as a table on the shared bytes, the same for all readers', async () => {
  const handle = await encodeShared(table);
  expect(handle.codec).toBe('arrow');
  const [one, other] = (await Promise.all([decodeShared(handle), decodeShared(handle)])) as [Table, Table];
  expect(one.toArray().map(String)).toEqual(table.toArray().map(String));
  expect(one.getChild('number')!.toArray()).toEqual(Float64Array.of(1, -0, NaN));
  for (const buffer of [...buffersOf(one), ...buffersOf(other)])
    expect(handle.storage).toEqual({ kind: 'memory', buffer });
});

it('hands a table that was read over again without a copy', async () => {
  const first = await encodeShared(table);
  const again = await encodeShared(await decodeShared(first));
  expect(again).toEqual(first);
  expect((await decodeShared(again)) as Table).toMatchObject({ numRows: 3 });
});

it('brings an Arrow table back from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-io-'));
  const path = join(folder, 'table');
  const store: Store = async (byteLength, write) => {
    const bytes = new Uint8Array(byteLength);
    write(bytes);
    await writeFile(path, bytes);
    return { kind: 'file', path };
  };
  try {
    const decoded = (await decodeShared(await encodeShared(table, store))) as Table;
    expect(decoded.getChild('int')!.toArray()).toEqual(Int32Array.of(1, 2, 3));
    expect([...decoded.getChild('text')!]).toEqual(['a', 'b', 'a']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('tells a table from what only looks like one', () => {
  expect(isArrowTable(table)).toBe(true);
  class Table {
    schema = {};
    batches = [];
  }
  const bare = Object.assign(Object.create(null) as object, { schema: {}, batches: [] });
  for (const value of [new Table(), bare, { schema: {}, batches: [] }, null, undefined, 'Table', 5])
    expect(isArrowTable(value)).toBe(false);
});

it('refuses a table inside of something else, and says where it is', async () => {
  await expect(encodeShared({ tables: [table] })).rejects.toMatchObject({
    path: 'value.tables[0]',
    className: expect.stringContaining('Table') as string,
  });
});
