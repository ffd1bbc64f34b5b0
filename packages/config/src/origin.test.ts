import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';

describe('explain', () => {
  const files = {
    'base/parameters.yml': 'model:\n  depth: 1\n  width: 2\nkept:\n  - x: 1\n  - x: 2\n',
    'base/parameters_b.yml': 'more: {y: 1}\ndata.raw: 1\n',
    'local/parameters.yml': '# own\nmodel:\n  depth: 9\n',
  };

  it('names file, environment and line of the last place that gave the value', async () => {
    const loader = await loaderOf(files, {
      mergeStrategy: { parameters: 'soft' },
      runtimeParams: { more: { z: 1 } },
    });
    const explain = (path: string) => loader.explain('parameters', path);
    expect(await explain('model.depth')).toEqual({
      source: 'file',
      file: 'local/parameters.yml',
      environment: 'local',
      line: 3,
    });
    expect(await explain('model.width')).toMatchObject({
      file: 'base/parameters.yml',
      environment: 'base',
      line: 3,
    });
    expect(await explain('kept.1.x')).toMatchObject({ file: 'base/parameters.yml', line: 6 });
    expect(await explain('data.raw')).toMatchObject({ file: 'base/parameters_b.yml', line: 2 });
    expect(await explain('more.y')).toMatchObject({ file: 'base/parameters_b.yml', line: 1 });
    expect(await explain('more.z')).toEqual({ source: 'runtime' });
    expect(await explain('model.nothing')).toBeUndefined();
    expect(await explain('')).toBeUndefined();
  });

  it('does not name what the environment has replaced', async () => {
    const loader = await loaderOf(files);
    expect(await loader.explain('parameters', 'model.width')).toBeUndefined();
    expect(await loader.explain('parameters', 'model')).toMatchObject({
      file: 'local/parameters.yml',
      line: 2,
    });
  });
});
