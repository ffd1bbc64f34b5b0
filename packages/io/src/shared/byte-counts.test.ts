import { tableFromArrays } from 'apache-arrow';
import { expect, it } from 'vitest';
import { byteCounts } from './byte-counts.js';
import { encodeShared, type Store } from './encode.js';

it('counts typed arrays once as shared, and the rest as copied', async () => {
  const numbers = new Float64Array(1000);
  const { shared, copied } = byteCounts(
    await encodeShared({ numbers, tail: numbers.subarray(10), text: 'x'.repeat(5000) }),
  );
  expect(shared).toBe(8000);
  expect(copied).toBeGreaterThan(5000);
  expect(copied).toBeLessThan(5500);
});

it('counts what was in shared memory before', async () => {
  const numbers = new Float64Array(new SharedArrayBuffer(80_000), 800, 1000);
  expect(byteCounts(await encodeShared([numbers])).shared).toBe(8000);
});

it('counts an Arrow table as shared', async () => {
  const { shared, copied } = byteCounts(
    await encodeShared(tableFromArrays({ number: new Float64Array(1000) })),
  );
  expect(shared).toBeGreaterThan(8000);
  expect(copied).toBe(0);
});

it('counts all bytes of a file, and of a value that travels in its handle, as copied', async () => {
  const store: Store = (byteLength, write) => {
    write(new Uint8Array(byteLength));
    return { kind: 'file', path: 'not read' };
  };
  expect(byteCounts(await encodeShared(new Float64Array(1000), store))).toMatchObject({ shared: 0 });
  expect(byteCounts(await encodeShared({ a: 1 })).shared).toBe(0);
});
