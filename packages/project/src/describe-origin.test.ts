import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { describeOrigin } from './describe-origin.js';

const folder = resolve('project');
const origin = { source: 'file', file: 'base/catalog.yml', environment: 'base', line: 3 } as const;

it.each([
  [join(folder, 'conf'), 'conf/base/catalog.yml:3'],
  [resolve('conf'), '../conf/base/catalog.yml:3'],
  [join(folder, 'conf.zip'), 'base/catalog.yml:3'],
  [join(folder, 'conf.TAR.GZ'), 'base/catalog.yml:3'],
  ['s3://bucket/conf', 'base/catalog.yml:3'],
])('says where in %s a value is written', (confSource, place) => {
  expect(describeOrigin(origin, confSource, folder)).toBe(place);
});

it('has no line where none is known, and a word for parameters of the run', () => {
  expect(describeOrigin({ ...origin, line: undefined }, join(folder, 'conf'), folder)).toBe(
    'conf/base/catalog.yml',
  );
  expect(describeOrigin({ source: 'runtime' }, 'conf', folder)).toBe('--params');
});
