import { describe, expect, it } from 'vitest';
import { ConfigOptionError } from './errors.js';
import { compileGlob } from './glob.js';

describe('compileGlob', () => {
  it.each([
    ['catalog*', 'catalog.yml', true],
    ['catalog*', 'catalog_a.yml', true],
    ['catalog*', 'sub/catalog.yml', false],
    ['catalog*', '.catalog.yml', false],
    ['catalog*/**', 'catalog/x.yml', true],
    ['catalog*/**', 'catalogs/deep/er/y.yml', true],
    ['catalog*/**', 'catalog.yml', false],
    ['**/catalog*', 'catalog.yml', true],
    ['**/catalog*', 'sub/deep/catalog_z.yaml', true],
    ['**/catalog*', 'sub/my_catalog.yml', false],
    ['**/catalog*', 'sub/catalog/inner.yml', false],
    ['**/*.yml', 'a/b/c.yml', true],
    ['settings.yml', 'settings.yml', true],
    ['settings.yml', 'settingsxyml', false],
    ['./a?.yml', 'ab.yml', true],
    ['a?.yml', 'a/.yml', false],
    ['a[0-9].yml', 'a7.yml', true],
    ['a[!0-9].yml', 'a7.yml', false],
    ['a[!0-9].yml', 'ax.yml', true],
    ['a[!x]b', 'a/b', false],
    ['a[.yml', 'a[.yml', true],
    ['(a|b)+.yml', '(a|b)+.yml', true],
  ])('%s against %s is %s', (glob, path, matches) => {
    expect(compileGlob(glob).test(path)).toBe(matches);
  });

  it('refuses a set of characters that is out of order', () => {
    expect(() => compileGlob('a[z-a].yml')).toThrow(ConfigOptionError);
  });
});
