import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readOracleFile } from './read-oracle-file.js';
import { recogniseKind } from './recognise-kind.js';

const data = new URL('../../data/', import.meta.url);

it.each(readdirSync(data))('recognises every case of %s by its content', async (name) => {
  const kinds = (await readOracleFile(fileURLToPath(new URL(name, data)))).map(recogniseKind);
  expect(new Set(kinds)).toEqual(new Set([name.replace('.json', '')]));
});

it('recognises nothing else', () => {
  expect(recogniseKind({ in: { parameters: {} }, expect: { value: 1 } })).toBeUndefined();
  expect(recogniseKind({ in: null, expect: [] })).toBeUndefined();
});
