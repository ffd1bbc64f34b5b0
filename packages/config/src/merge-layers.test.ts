import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';
import { showPath } from './show-path.js';

describe('several files in one environment', () => {
  it('refuses a key in two files, naming all files and keys', async () => {
    const loader = await loaderOf({
      'base/catalog.yml': 'zz: {t: 1}\naa: {t: 1}',
      'base/catalog_b.yml': 'aa: {u: 1}\nzz: {t: 2}',
      'base/catalog_c.yml': 'aa: {v: 1}\nfine: {}',
    });
    await expect(loader.get('catalog')).rejects.toMatchObject({
      code: 'KEDRO_DUPLICATE_CONFIG_KEY',
      environment: 'base',
      duplicates: [
        { key: 'aa', files: ['base/catalog.yml', 'base/catalog_b.yml', 'base/catalog_c.yml'] },
        { key: 'zz', files: ['base/catalog.yml', 'base/catalog_b.yml'] },
      ],
    });
  });

  it('says in which lines', async () => {
    const loader = await loaderOf({
      'base/catalog.yml': 'x: 1\naa: {t: 1}',
      'base/catalog_b.yml': 'aa: {u: 1}',
    });
    const path = (file: string) => showPath(join(loader.confSource, 'base', file));
    await expect(loader.get('catalog')).rejects.toThrow(
      `\n  aa: ${path('catalog.yml')}:2, ${path('catalog_b.yml')}:1`,
    );
  });

  it('lets files of parameters fill the same mapping, but not the same value', async () => {
    const filled = await loaderOf({
      'base/parameters.yml': 'm: {x: 1}\ne: {}',
      'base/parameters_b.yml': 'm: {y: 2}\ne: {}',
    });
    expect(await filled.get('parameters')).toEqual({ m: { x: 1, y: 2 }, e: {} });
    const twice = await loaderOf({
      'base/parameters.yml': 'm: {d: {p: 1}}',
      'base/parameters_b.yml': 'm: {d: {p: 2}}',
    });
    await expect(twice.get('parameters')).rejects.toMatchObject({ duplicates: [{ key: 'm.d.p' }] });
    const mixed = await loaderOf({ 'base/parameters.yml': 'm: {x: 1}', 'base/parameters_b.yml': 'm: 5' });
    await expect(mixed.get('parameters')).rejects.toMatchObject({ duplicates: [{ key: 'm' }] });
    const dotted = await loaderOf({ 'base/parameters.yml': 'm.x: 1', 'base/parameters_b.yml': 'm: {x: 2}' });
    await expect(dotted.get('parameters')).rejects.toMatchObject({ duplicates: [{ key: 'm.x' }] });
  });

  it('shows ten duplicates and counts the rest', async () => {
    const text = Array.from({ length: 12 }, (_, index) => `key_${index}: 1`).join('\n');
    const loader = await loaderOf({ 'base/parameters.yml': text, 'base/parameters_b.yml': text });
    await expect(loader.get('parameters')).rejects.toThrow(/and 2 more$/);
  });

  it('leaves templates out, except in parameters, and lets files share them', async () => {
    const files = { 'base/catalog.yml': '_t: 1\nx: {_k: 1}', 'base/catalog_b.yml': '_t: 2\ny: 1' };
    expect(await (await loaderOf(files)).get('catalog')).toEqual({ x: { _k: 1 }, y: 1 });
    const parameters = await loaderOf({
      'base/parameters.yml': '_t: {a: 1}',
      'base/parameters_b.yml': '_t: {a: 2}',
    });
    expect(await parameters.get('parameters')).toEqual({ _t: { a: 2 } });
  });
});
