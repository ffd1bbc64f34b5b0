import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confFolder } from '../test/conf-folder.js';
import { loaderOf } from '../test/loader-of.js';
import { ConfigLoader } from './config-loader.js';

describe('finding files', () => {
  it('reads yml, yaml and json files whose name, or whose top folder, starts with the key', async () => {
    const loader = await loaderOf({
      'base/catalog.yml': 'a: {t: 1}',
      'base/catalog_b.yaml': 'b: {t: 2}',
      'base/catalog/deep/er/c.json': '{"c": {"t": 3}}',
      'base/sub/catalog.yml': 'd: {t: 4}',
      'base/mycatalog.yml': 'no1: {}',
      'base/catalog.txt': 'no2: {}',
      'base/catalog_x.YML': 'no3: {}',
      'base/sub/catalog/inner.yml': 'no4: {}',
    });
    expect(await loader.get('catalog')).toEqual({ a: { t: 1 }, b: { t: 2 }, c: { t: 3 }, d: { t: 4 } });
  });

  it('passes over hidden files and folders unless told otherwise', async () => {
    const files = {
      'base/catalog.yml': 'a: 1',
      'base/catalog/.checkpoints/x.yml': 'b: 1',
      'base/.h/catalog.yml': 'c: 1',
    };
    expect(await (await loaderOf(files)).get('catalog')).toEqual({ a: 1 });
    expect(await (await loaderOf(files, { ignoreHidden: false })).get('catalog')).toEqual({
      a: 1,
      b: 1,
      c: 1,
    });
  });

  it('adds and replaces the patterns of keys', async () => {
    const loader = await loaderOf(
      { 'base/spark.yml': 's: 1', 'base/settings.yml': 'y: 2', 'base/parameters.yml': 'x: 1' },
      { configPatterns: { spark: ['spark*'], parameters: ['settings*', 'settings.yml'] } },
    );
    expect(await loader.get('spark')).toEqual({ s: 1 });
    expect(await loader.get('parameters')).toEqual({ y: 2 });
  });

  it.skipIf(process.platform === 'win32')(
    'follows links to files and folders, also in a circle (not on Windows, where making links needs a privilege)',
    async () => {
      const confSource = await confFolder({
        'base/': '',
        'mounted/catalog.yml': 'a: 1',
        'mounted/more/catalog_b.yml': 'b: 1',
      });
      await symlink(join(confSource, 'mounted/catalog.yml'), join(confSource, 'base/catalog.yml'));
      await symlink(join(confSource, 'mounted/more'), join(confSource, 'base/more'));
      await symlink(join(confSource, 'base'), join(confSource, 'base/circle'));
      expect(await new ConfigLoader({ confSource }).get('catalog')).toEqual({ a: 1, b: 1 });
    },
  );
});
