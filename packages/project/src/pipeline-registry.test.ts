import { createSession, type Session } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, onePipeline, type Files } from '../test/make-project.js';

async function open(files: Files): Promise<Session> {
  return createSession({ cwd: await makeProject(files), runtimeParams: { size: 3 } });
}

async function nodeNames(session: Session, names?: readonly string[]): Promise<string[]> {
  return (await session.pipeline(names)).nodes.map(({ name }) => name).sort();
}

describe('discovered pipelines', () => {
  it('are folders with an index or pipeline module, and single modules', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/with_index/index.ts': onePipeline('one'),
      'src/pipelines/with_index/pipeline.ts': 'export {};',
      'src/pipelines/with_pipeline/pipeline.ts': onePipeline('two'),
      'src/pipelines/single.ts': onePipeline('three'),
      'src/pipelines/plain.mjs': onePipeline('four'),
    });
    expect(session.pipelines.names).toEqual(['plain', 'single', 'with_index', 'with_pipeline']);
    expect(await nodeNames(session)).toEqual(['four', 'one', 'three', 'two']);
    expect(await nodeNames(session, ['with_index', 'single'])).toEqual(['one', 'three']);
  });

  it('are not hidden files, tests, declarations, other files, or folders without such a module', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': onePipeline('a'),
      'src/pipelines/a.test.ts': 'broken {{',
      'src/pipelines/a.spec.ts': 'broken {{',
      'src/pipelines/a.test-d.ts': 'broken {{',
      'src/pipelines/b.d.ts': 'broken {{',
      'src/pipelines/index.ts': 'broken {{',
      'src/pipelines/_shared/index.ts': 'broken {{',
      'src/pipelines/.hidden.ts': 'broken {{',
      'src/pipelines/readme.md': '# Pipelines',
      'src/pipelines/helpers/tools.ts': 'broken {{',
    });
    expect(session.pipelines.names).toEqual(['a']);
  });

  it('are in the source folder that the config names', async () => {
    const session = await open({
      'kedro.config.json': '{ "source": "lib" }',
      'lib/pipelines/a.ts': onePipeline('a'),
      'src/pipelines/b.ts': onePipeline('b'),
    });
    expect(session.pipelines.names).toEqual(['a']);
  });

  it('are not imported before they are asked for', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/good.ts': onePipeline('good'),
      'src/pipelines/bad.ts': "throw new Error('not today');",
    });
    expect(await nodeNames(session, ['good'])).toEqual(['good']);
    await expect(session.pipeline(['bad'])).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CODE',
      message: expect.stringMatching(/pipelines.bad\.ts cannot be imported: not today$/) as string,
    });
  });

  it('are all compiled at once, so one that does not compile is reported in any case', async () => {
    const files = {
      ...EMPTY_CONFIG,
      'src/pipelines/good.ts': onePipeline('good'),
      'src/pipelines/bad.ts': '\nconst a = ];',
    };
    await expect(open(files)).rejects.toThrow(/pipelines.bad\.ts:2:11: /);
  });

  it('have to export createPipeline', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': 'export const makePipeline = 1, other = 2;',
    });
    await expect(session.pipeline(['a'])).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CONFIG',
      message: expect.stringMatching(
        /a\.ts: it has to export a function createPipeline \(it exports: makePipeline, other\)\.$/,
      ) as string,
    });
  });

  it('are made from parameters and environment, once', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = async ({ parameters, env }) =>
  pipeline(Array.from({ length: parameters.size }, (_, i) => node(() => i, null, 'out' + i, { name: env + i })));`,
    });
    expect(await nodeNames(session)).toEqual(['local0', 'local1', 'local2']);
    expect(await session.pipelines.get('a')).toBe(await session.pipelines.get('a'));
  });
});

describe('registered pipelines', () => {
  const imports = "import { node, pipeline } from '@kedro-ts/pipeline';\n";
  const make = (name: string): string =>
    `pipeline([node(() => 1, null, '${name}_out', { name: '${name}' })])`;

  it.each([
    ['a mapping', `{ a: ${make('a')}, b: () => ${make('b')}, c: async () => ${make('c')} }`],
    ['a function', `() => ({ a: ${make('a')}, b: ${make('b')}, c: ${make('c')} })`],
    ['an asynchronous function', `async () => ({ a: ${make('a')}, b: ${make('b')}, c: ${make('c')} })`],
    [
      'imported modules',
      "{ a: () => import('./lib/a'), b: () => import('./lib/b.js'), c: () => import('./lib/c') }",
    ],
  ])('can be %s', async (_what, pipelines) => {
    const session = await open({
      'kedro.config.ts': `${imports}export default { pipelines: ${pipelines} };`,
      'lib/a.ts': onePipeline('a'),
      'lib/b.ts': onePipeline('b'),
      'lib/c.ts': onePipeline('c'),
      'src/pipelines/not_registered.ts': onePipeline('d'),
    });
    expect(session.pipelines.names).toEqual(['a', 'b', 'c']);
    expect(await nodeNames(session)).toEqual(['a', 'b', 'c']);
    expect(await nodeNames(session, ['b'])).toEqual(['b']);
  });

  it('may say themselves what the default is', async () => {
    const session = await open({
      'kedro.config.ts': `${imports}export default { pipelines: { a: ${make('a')}, b: ${make('b')}, __default__: ${make('b')} } };`,
    });
    expect(await nodeNames(session)).toEqual(['b']);
    expect(await nodeNames(session, ['__default__', 'a'])).toEqual(['a', 'b']);
  });

  it('are not made before they are asked for', async () => {
    const session = await open({
      'kedro.config.ts': `${imports}export default { pipelines: { a: ${make('a')}, b: () => { throw new Error('not today'); } } };`,
    });
    expect(await nodeNames(session, ['a'])).toEqual(['a']);
    await expect(session.pipeline(['b'])).rejects.toThrow('not today');
    await expect(session.pipeline()).rejects.toThrow('not today');
  });

  it.each(['undefined', '[]', '5'])('cannot be a function that gives %s', async (value) => {
    await expect(
      open({ 'kedro.config.ts': `export default { pipelines: () => (${value}) };` }),
    ).rejects.toThrow('the function under "pipelines" has to return a mapping of names to pipelines');
  });

  it.each(['5', 'null', '() => undefined', '{ nodes: [] }'])('cannot hold %s', async (value) => {
    const session = await open({ 'kedro.config.ts': `export default { pipelines: { a: ${value} } };` });
    await expect(session.pipeline(['a'])).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CONFIG',
      message: expect.stringContaining('the pipeline "a" came out as no pipeline') as string,
    });
  });
});

describe('a pipeline that is not there', () => {
  it('is named together with those of almost that name', async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/features.ts': onePipeline('a'),
      'src/pipelines/training.ts': onePipeline('b'),
    });
    await expect(session.run({ pipelines: ['feature'] })).rejects.toMatchObject({
      code: 'KEDRO_PIPELINE_NOT_FOUND',
      pipeline: 'feature',
      message: 'The project has no pipeline "feature". Did you mean "features"? It has: features, training.',
    });
    await expect(session.pipeline(['__defualt__'])).rejects.toThrow('Did you mean "__default__"?');
  });

  it('comes with the place for the first one when there are none', async () => {
    const session = await open({ 'kedro.config.json': '{ "source": "lib" }' });
    await expect(session.run()).rejects.toThrow(
      /^The project has no pipelines, so there is no "__default__"\. Add .*lib.pipelines.<name>.index\.ts\.$/,
    );
    await expect(session.run({ pipelines: ['__defualt__'] })).rejects.not.toThrow('Did you mean');
  });
});
