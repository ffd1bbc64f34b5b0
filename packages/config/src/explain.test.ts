import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';

describe('explain', () => {
  const files = {
    'base/parameters.yml': 'model:\n  depth: 1\n  width: 2\nkept:\n  - x: 1\n  - x: 2\n',
    'base/parameters_b.yml': 'more: {y: 1}\ndata.raw: 1\n',
    'local/parameters.yml': '# own\nmodel:\n  depth: 9\n',
  };

  it('gives all places that write a value, lowest first, and the value', async () => {
    const loader = await loaderOf(files, {
      mergeStrategy: { parameters: 'soft' },
      runtimeParams: { more: { z: 1 }, model: { depth: 7 } },
    });
    const explain = (path: string) => loader.explain('parameters', path);
    const base = { source: 'file', file: 'base/parameters.yml', environment: 'base' };
    expect(await explain('model.depth')).toEqual({
      value: 7,
      layers: [
        { origin: { ...base, line: 2 }, written: 1, contributes: false },
        {
          origin: { source: 'file', file: 'local/parameters.yml', environment: 'local', line: 3 },
          written: 9,
          contributes: false,
        },
        { origin: { source: 'runtime' }, written: 7, contributes: true },
      ],
      references: [],
    });
    expect(await explain('model.width')).toEqual({
      value: 2,
      layers: [{ origin: { ...base, line: 3 }, written: 2, contributes: true }],
      references: [],
    });
    expect(await explain('model')).toMatchObject({ layers: [{ written: { depth: 1, width: 2 } }, {}, {}] });
    expect(await explain('kept.1.x')).toMatchObject({ layers: [{ origin: { line: 6 }, written: 2 }] });
    expect(await explain('data.raw')).toMatchObject({
      layers: [{ origin: { file: 'base/parameters_b.yml', line: 2 } }],
    });
    expect(await explain('more.z')).toEqual({
      value: 1,
      layers: [{ origin: { source: 'runtime' }, written: 1, contributes: true }],
      references: [],
    });
    expect(await explain('model.nothing')).toBeUndefined();
    expect(await explain('')).toBeUndefined();
  });

  it('shows what the environment replaces, but not what is gone with it', async () => {
    const loader = await loaderOf(files);
    expect(await loader.explain('parameters', 'model.width')).toBeUndefined();
    expect(await loader.explain('parameters', 'model.depth')).toMatchObject({
      value: 9,
      layers: [{ written: 1 }, { written: 9, origin: { file: 'local/parameters.yml', line: 3 } }],
    });
  });

  it('shows interpolations as they are written, also those that bring in what is around the value', async () => {
    const loader = await loaderOf({
      'base/globals.yml': 'root: data\nretry: {times: 3.0}\n',
      'base/catalog.yml':
        '_csv:\n  type: csv\n  deep: {x: ["${globals:root}/01"]}\nflights: ${_csv}\nboats:\n  path: ${globals:root}/b\n  retry: ${globals:retry}\n',
      'local/catalog.yml': 'boats:\n  path: ${runtime_params:folder,none}\n  retry: {times: 1}\n',
    });
    expect(await loader.explain('catalog', 'flights.deep.x.0')).toMatchObject({
      value: 'data/01',
      layers: [
        {
          origin: { source: 'file', file: 'base/catalog.yml', environment: 'base', line: 4 },
          written: '${_csv}',
        },
      ],
    });
    expect(await loader.explain('catalog', 'boats.path')).toMatchObject({
      value: 'none',
      layers: [
        { origin: { line: 6 }, written: '${globals:root}/b' },
        { origin: { line: 2 }, written: '${runtime_params:folder,none}' },
      ],
    });
    expect(await loader.explain('catalog', 'boats.retry.times')).toMatchObject({
      value: 1,
      layers: [{ written: '${globals:retry}' }, { written: 1 }],
    });
    expect(await loader.explain('globals', 'retry.times')).toMatchObject({
      value: 3,
      layers: [{ written: 3 }],
    });
  });

  it.each([
    ['soft' as const, [false, true, true]],
    ['destructive' as const, [false, false, true]],
  ])('tells which places a mapping is made of (%s)', async (parameters, contributes) => {
    const loader = await loaderOf(
      {
        'base/parameters.yml': 'model: {depth: 1}\n',
        'base/parameters_wide.yml': 'model: {width: 2}\n',
        'local/parameters.yml': 'model: {depth: 9, deep: {er: 3}}\n',
      },
      { mergeStrategy: { parameters } },
    );
    const explain = async (path: string) =>
      (await loader.explain('parameters', path))!.layers.map((layer) => layer.contributes);
    expect(await explain('model')).toEqual(contributes);
    expect(await explain('model.depth')).toEqual([false, true]);
  });

  it('says where the text that wins takes something from, one step', async () => {
    const loader = await loaderOf(
      {
        'base/globals.yml': 'root: s3://flights\nsub: {folder: raw}\n',
        'local/globals.yml': 'root: ${home}\nhome: data\n',
        'base/catalog.yml': '_csv: {type: csv}\nflights: {type: "${_csv.type}", near: {x: "${..type}"}}\n',
        'local/catalog.yml':
          '_csv: {type: other}\nboats:\n  path: ${globals:root}/${globals:root}/${globals:sub.folder}/${runtime_params:who,x}.${globals:ext,csv}\n',
        'base/credentials.yml': 'a: 1\ndb: {user: "${oc.select:a}"}\n',
        'base/credentials_b.yml': 'a_b: 2\n',
      },
      { runtimeParams: { who: 'me' } },
    );
    const explain = async (key: string, path: string) =>
      (await loader.explain(key, path))!.references.map(({ path: name, origin, written }) => [
        name,
        origin.source === 'file' ? `${origin.file}:${origin.line}` : '',
        written,
      ]);
    expect(await explain('catalog', 'boats.path')).toEqual([
      ['globals.root', 'local/globals.yml:1', '${home}'],
      ['globals.sub.folder', 'base/globals.yml:2', 'raw'],
      ['runtime_params.who', '', 'me'],
    ]);
    expect(await explain('catalog', 'flights.type')).toEqual([
      ['catalog._csv.type', 'base/catalog.yml:1', 'csv'],
    ]);
    expect(await explain('catalog', 'flights.near.x')).toEqual([
      ['catalog.flights.type', 'base/catalog.yml:2', '${_csv.type}'],
    ]);
    expect(await explain('credentials', 'db.user')).toEqual([['credentials.a', 'base/credentials.yml:1', 1]]);
    expect(await explain('globals', 'root')).toEqual([['globals.home', 'local/globals.yml:2', 'data']]);
  });
});
