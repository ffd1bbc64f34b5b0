/**
 * What is handed from node to node: how it is made, what a reader does to see that it is there, and what bare workers have to do to
 * hand it over. Sizes are in MB, those of rows in rows.
 */

const MEGABYTE = 1_000_000;
const SAMPLES = 1_000;

/** The Arrow library, only where a value needs it. */
const loadArrow = () => import('apache-arrow');

/**
 * By name: `make(n, allocate)` and `read(value)`, which gives a number that is right only if the value is; `pack` and `unpack` are
 * the least that bare workers need to do before and after the value goes through `postMessage`.
 */
export const VALUES = {
  /** In shared memory from the start. */
  'shared-array': { make: (mb, allocate) => fill(allocate(lengthOf(mb))), read: sample },
  /** An ordinary array, which somebody has to copy once. */
  array: { make: (mb) => fill(new Float64Array(lengthOf(mb))), read: sample, pack: copyToShared },
  table: {
    make: async (mb) => {
      const { tableFromArrays } = await loadArrow();
      const length = Math.ceil(lengthOf(mb) / 4);
      const column = () => fill(new Float64Array(length));
      return tableFromArrays({ a: column(), b: column(), c: column(), d: column() });
    },
    read: (table) => sample(table.getChild('c').toArray()),
    pack: async (table) => {
      const { tableToIPC } = await loadArrow();
      return copyToShared(tableToIPC(table, 'stream'));
    },
    unpack: async (bytes) => {
      const { tableFromIPC } = await loadArrow();
      return tableFromIPC(bytes);
    },
  },
  rows: { make: makeRows, read: readRows },
  'nested-rows': {
    make: (n) => makeRows(n).map((row) => ({ ...row, tags: [row.city, row.id], seat: { row: row.id } })),
    read: (rows) => readRows(rows) + rows.at(-1).tags[1] + rows.at(-1).seat.row,
  },
};

function lengthOf(mb) {
  return Math.max(1, Math.ceil((mb * MEGABYTE) / Float64Array.BYTES_PER_ELEMENT));
}

/** Writes to all of its memory, so that it is really there. */
function fill(array) {
  array.fill(1);
  array[array.length - 1] = array.length;
  return array;
}

/** Looks at numbers from all over an array. */
function sample(array) {
  const step = Math.max(1, Math.floor(array.length / SAMPLES));
  let sum = array.at(-1);
  for (let i = 0; i < array.length; i += step) sum += array[i];
  return sum;
}

function copyToShared(array) {
  const copy = new array.constructor(new SharedArrayBuffer(array.byteLength), 0, array.length);
  copy.set(array);
  return copy;
}

const CITIES = ['Lisbon', 'Nairobi', 'Osaka', 'Quito', 'Riga'];

function makeRows(n) {
  return Array.from({ length: n }, (_, id) => ({
    id,
    price: id / 4,
    city: CITIES[id % CITIES.length],
    label: `booking ${id}`,
    isPaid: id % 3 === 0,
    day: null,
  }));
}

function readRows(rows) {
  const { label, price } = rows.at(-1);
  return rows.length + price + label.length + CITIES.indexOf(rows[1].city) + Number(rows[0].isPaid);
}
