import { describe, expect, it } from 'vitest';
import { createProgram } from './program.js';

/** What the commands were asked to do. */
async function parse(...args: string[]): Promise<unknown[]> {
  const calls: unknown[] = [];
  const note =
    (name: string) =>
    async (...given: unknown[]): Promise<number> => {
      calls.push(name, ...given);
      return 7;
    };
  const program = createProgram(
    {
      run: note('run'),
      registryList: note('list'),
      registryDescribe: note('describe'),
      configShow: note('show'),
      configExplain: note('explain'),
      pluginsList: note('plugins-list'),
      runsList: note('runs-list'),
      runsShow: note('runs-show'),
      catalogDescribeDatasets: note('describe-datasets'),
      catalogListPatterns: note('list-patterns'),
      catalogResolvePatterns: note('resolve-patterns'),
    },
    (exitCode) => calls.push(exitCode),
  );
  const silent = { writeErr: () => undefined, writeOut: () => undefined };
  for (const command of [program, ...program.commands]) command.configureOutput(silent);
  await program.parseAsync(args, { from: 'user' });
  return calls;
}

describe('createProgram', () => {
  it('gives the command its options, and the exit code back', async () => {
    expect(await parse('run')).toEqual(['run', { logFormat: 'text' }, 7]);
    expect(await parse('registry', 'list', '-e', 'test')).toEqual(['list', { env: 'test' }, 7]);
    expect(await parse('registry', 'describe')).toEqual(['describe', '__default__', {}, 7]);
    expect(await parse('registry', 'describe', 'a')).toEqual(['describe', 'a', {}, 7]);
  });

  it('gives commands about runs what they are to show', async () => {
    expect(await parse('runs', 'list')).toEqual(['runs-list', { format: 'text' }, 7]);
    expect(await parse('runs', 'list', '--limit', '3', '--format', 'json')).toEqual([
      ...['runs-list', { format: 'json', limit: 3 }, 7],
    ]);
    expect(await parse('runs', 'show')).toEqual(['runs-show', undefined, { format: 'text' }, 7]);
    expect(await parse('runs', 'show', 'an-id')).toEqual(['runs-show', 'an-id', { format: 'text' }, 7]);
    expect(await parse('run', '--resume')).toEqual(['run', { logFormat: 'text', resume: true }, 7]);
    expect(await parse('run', '--resume', 'an-id')).toEqual([
      'run',
      { logFormat: 'text', resume: 'an-id' },
      7,
    ]);
  });

  it('gives commands that make plugins those to leave out', async () => {
    expect(await parse('plugins', 'list')).toEqual(['plugins-list', { format: 'text' }, 7]);
    const withoutPlugin = ['a', 'b', 'c'];
    const given = ['--without-plugin', 'a, b', '--without-plugin', 'c'];
    expect(await parse('plugins', 'list', '--format', 'json', ...given)).toEqual([
      ...['plugins-list', { format: 'json', withoutPlugin }, 7],
    ]);
    for (const command of [['run'], ['registry', 'list'], ['catalog', 'describe-datasets']])
      expect(await parse(...command, ...given)).toContainEqual(expect.objectContaining({ withoutPlugin }));
    expect(await parse('registry', 'describe', ...given)).toEqual([
      ...['describe', '__default__', { withoutPlugin }, 7],
    ]);
    expect(await parse('catalog', 'resolve-patterns', ...given)).toEqual([
      ...['resolve-patterns', { withoutPlugin }, 7],
    ]);
  });

  it.each(['stop', 'finish-running', 'continue'])('reads --on-failure %s', async (onFailure) => {
    expect(await parse('run', '--on-failure', onFailure)).toEqual([
      'run',
      { logFormat: 'text', onFailure },
      7,
    ]);
  });

  it('gives commands about configuration what they are to look at', async () => {
    expect(await parse('config', 'show')).toEqual(['show', undefined, { format: 'yaml' }, 7]);
    expect(await parse('config', 'show', '--raw')).toEqual([
      ...['show', undefined, { format: 'yaml', raw: true }, 7],
    ]);
    expect(await parse('config', 'show', 'catalog', '--format', 'json', '--params', 'a=1')).toEqual([
      ...['show', 'catalog', { format: 'json', params: 'a=1' }, 7],
    ]);
    expect(await parse('config', 'explain', 'catalog.x', '-e', 'test', '--conf-source', 'c.zip')).toEqual([
      ...['explain', 'catalog.x', { env: 'test', confSource: 'c.zip' }, 7],
    ]);
    expect(await parse('catalog', 'describe-datasets', '-p', 'a,b', '--pipeline', 'c')).toEqual([
      ...['describe-datasets', { pipelines: ['a', 'b'], pipeline: ['c'] }, 7],
    ]);
    expect(await parse('catalog', 'list-patterns', '-e', 'test')).toEqual([
      'list-patterns',
      { env: 'test' },
      7,
    ]);
    expect(await parse('catalog', 'resolve-patterns')).toEqual(['resolve-patterns', {}, 7]);
  });

  it('reads every option of run', async () => {
    const [, options] = await parse(
      ...[
        'run',
        '-r',
        'parallel',
        '-e',
        'test',
        '-p',
        'a, b,,',
        '-t',
        'x',
        '-n',
        'n1,n2',
        '--from-nodes',
        'f',
      ],
      ...[
        '--to-nodes',
        't',
        '--from-inputs',
        'i',
        '--to-outputs',
        'o',
        '--namespaces',
        'ns',
        '--params',
        'a.b=1,c=x',
      ],
      ...[
        '--load-versions',
        'cars:v1',
        '--conf-source',
        'c',
        '--async',
        '--max-workers',
        '4',
        '--isolation',
        'process',
        '-v',
        '--log-format',
        'json',
      ],
    );
    expect(options).toEqual({
      runner: 'parallel',
      env: 'test',
      pipelines: ['a', 'b'],
      tags: ['x'],
      nodes: ['n1', 'n2'],
      fromNodes: ['f'],
      toNodes: ['t'],
      fromInputs: ['i'],
      toOutputs: ['o'],
      namespaces: ['ns'],
      params: 'a.b=1,c=x',
      loadVersions: { cars: 'v1' },
      confSource: 'c',
      async: true,
      maxWorkers: 4,
      isolation: 'process',
      verbose: true,
      logFormat: 'json',
    });
  });

  it('adds up an option that is given several times', async () => {
    const [, options] = await parse(
      'run',
      '-t',
      'a',
      '-t',
      'b,c',
      '--params',
      'a=1',
      '--params',
      'b=2',
      '--pipeline',
      'p',
    );
    expect(options).toMatchObject({ tags: ['a', 'b', 'c'], params: 'a=1,b=2', pipeline: ['p'] });
  });

  it.each([
    ['--max-workers', '0'],
    ['--max-workers', '1.5'],
    ['--max-workers', 'many'],
    ['--isolation', 'fork'],
    ['--log-format', 'xml'],
    ['--on-failure', 'ignore'],
    ['--without-plugin'],
    ['--quiet', '--verbose'],
    ['--tags'],
    ['--load-versions', 'cars'],
    ['an-argument'],
  ])('refuses %s %s', async (...args) => {
    await expect(parse('run', ...args.filter((arg) => arg !== undefined))).rejects.toMatchObject({
      exitCode: 1,
    });
  });
});
