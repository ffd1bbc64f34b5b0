import { join, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';
import { showPath } from './show-path.js';

const folder = resolve('a', 'project');

it.each([
  [join(folder, 'conf', 'base.yml'), 'conf/base.yml'],
  [resolve('a', 'conf.yml'), '../conf.yml'],
  [join(sep, 'x.yml'), resolve(sep, 'x.yml').split(sep).join('/')],
])('shows %s from the folder in which one works', (path, shown) => {
  expect(showPath(resolve(path), folder)).toBe(shown);
});

it('starts at the working folder when no other is given', () => {
  expect(showPath(resolve('conf', 'base.yml'))).toBe('conf/base.yml');
});
