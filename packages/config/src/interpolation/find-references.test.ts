import { expect, it } from 'vitest';
import { findReferences } from './find-references.js';

it.each([
  ['${globals:root}/few.csv', ['globals:root']],
  ['${a.b[0]} and ${..c}', [':a.b[0]', ':..c']],
  ['${oc.select:kinds.huge,${small}}', ['oc.select:kinds.huge', ':small']],
  ['${kinds.${kind}}', [':kind']],
  ['${add:[${one}],{k: ${two}}}', [':one', ':two']],
  ['${globals:2}', ['globals:2']],
  ['${now:}', []],
  ['\\${a}', []],
])('finds what %s refers to', (text, references) => {
  expect(findReferences(text).map(({ resolver = '', path }) => `${resolver}:${path}`)).toEqual(references);
});
