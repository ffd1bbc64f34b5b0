import { DataCatalog, type Dataset } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { expect, test } from 'vitest';
import { selectMissingOutputs } from './select-missing-outputs.js';

/** A dataset that outlives the run, and is there or not. */
const persistent = (isThere: boolean): Dataset => ({ load: () => 1, save: () => {}, exists: () => isThere });

const copy = (value: unknown): unknown => value;
const chain = pipeline([
  node(copy, 'a', 'b', { name: 'a_to_b' }),
  node(copy, 'b', 'c', { name: 'b_to_c' }),
  node(copy, 'c', 'd', { name: 'c_to_d' }),
]);

test.each([
  ['nothing when everything is there', { b: true, c: true, d: true }, []],
  ['only the node whose output is missing', { b: true, c: true, d: false }, ['c_to_d']],
  ['what it needs too, if that is only in memory', { b: true, d: false }, ['b_to_c', 'c_to_d']],
  ['what it needs too, if that does not exist', { b: true, c: false, d: false }, ['b_to_c', 'c_to_d']],
  ['not what comes after it', { b: false, c: true, d: true }, ['a_to_b']],
  ['not a node whose output is only in memory and that nobody needs', { b: true, c: true }, []],
] as const)('keeps %s', async (_, there, kept) => {
  const catalog = new DataCatalog({ a: 1 });
  for (const [name, isThere] of Object.entries(there)) catalog.set(name, persistent(isThere));
  const selected = await selectMissingOutputs(chain, catalog);
  expect(selected.nodes.map(({ name }) => name)).toEqual(kept);
});

test('keeps nodes that leave nothing behind, as they may do something else', async () => {
  const tell = pipeline([node(copy, 'a', null, { name: 'tell' })]);
  expect((await selectMissingOutputs(tell, new DataCatalog({ a: 1 }))).nodes).toHaveLength(1);
});
