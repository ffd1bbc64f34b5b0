import { applyPlugins } from '@kedro-ts/hooks';
import { describe, expect, it } from 'vitest';
import { runProject, SECRET } from '../test/run-project.js';
import loggerByDefault, { loggerPlugin } from './index.js';
import type { LogRecord } from './log-record.js';

const NAME = "'@kedro-ts/plugin-logger'";

/** A line without its time, and with every duration as `N ms`. */
const untimed = (line: string): string =>
  line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, '').replace(/\d+(\.\d+)? m?s\b/, 'N ms');

const NODES_AT_INFO = [
  'INFO  Loading data from trips (DepotDataset)',
  'INFO  Running node clean',
  'INFO  Ran node clean in N ms',
  'INFO  Saving data to clean_trips (JsonDataset)',
  'INFO  Loading data from clean_trips (JsonDataset)',
  'INFO  Running node seat',
  'INFO  Ran node seat in N ms',
];

describe('the logger in a sequential run', () => {
  it('says what the run, its nodes and its datasets do', async () => {
    const { stdout, stderr, folder } = await runProject({ plugins: `[${NAME}]` });
    expect(stdout.map(untimed)).toEqual([
      `INFO  Opened the project in ${folder} with the environment local`,
      'INFO  Running 2 nodes with the sequential runner',
      ...NODES_AT_INFO,
      'INFO  Saving data to seats (MemoryDataset)',
      'INFO  Ran 2 nodes in N ms',
    ]);
    expect(stderr).toEqual([]);
  });

  it('says more at debug, and as JSON', async () => {
    const { stdout } = await runProject({ plugins: `[[${NAME}, { level: 'debug', format: 'json' }]]` });
    const records = stdout.map((line) => JSON.parse(line) as LogRecord);
    expect(records.map(({ level, event, node, dataset }) => [level, event, node, dataset])).toEqual([
      ['info', 'afterContextCreated', undefined, undefined],
      ['debug', 'afterCatalogCreated', undefined, undefined],
      ['info', 'beforePipelineRun', undefined, undefined],
      ['info', 'beforeDatasetLoaded', 'clean', 'trips'],
      ['debug', 'afterDatasetLoaded', 'clean', 'trips'],
      ['info', 'beforeNodeRun', 'clean', undefined],
      ['info', 'afterNodeRun', 'clean', undefined],
      ['info', 'beforeDatasetSaved', 'clean', 'clean_trips'],
      ['debug', 'afterDatasetSaved', 'clean', 'clean_trips'],
      ['info', 'beforeDatasetLoaded', 'seat', 'clean_trips'],
      ['debug', 'afterDatasetLoaded', 'seat', 'clean_trips'],
      ['info', 'beforeNodeRun', 'seat', undefined],
      ['info', 'afterNodeRun', 'seat', undefined],
      ['info', 'beforeDatasetSaved', 'seat', 'seats'],
      ['debug', 'afterDatasetSaved', 'seat', 'seats'],
      ['info', 'afterPipelineRun', undefined, undefined],
    ]);
    expect(records[1]!.message).toBe('Made the catalog (3 entries)');
    for (const record of records) {
      expect(record).toMatchObject({ runId: 'the run', where: 'main', time: expect.any(Number) as number });
      expect('durationMs' in record).toBe(/^after(Node|Dataset|Pipeline)/.test(record.event));
    }
  });

  it('gives its records to a function instead, and waits for it', async () => {
    const { stdout } = await runProject({
      plugins: `[[${NAME}, { write: async ({ event }) => {
        await new Promise((resolve) => setImmediate(resolve));
        console.log(event);
      } }]]`,
    });
    expect(stdout.slice(2, 5)).toEqual(['beforeDatasetLoaded', 'beforeNodeRun', 'afterNodeRun']);
  });

  it('can be there twice, under two names', async () => {
    const { stdout } = await runProject({
      plugins: `[${NAME}, [${NAME}, { name: 'second', format: 'json' }]]`,
    });
    expect(stdout.filter((line) => line.includes('Running node clean'))).toHaveLength(2);
  });
});

describe('the logger in a parallel run', () => {
  it('logs where things happen, and its lines come from the workers', async () => {
    const { stdout, fromWorkers } = await runProject({ plugins: `[${NAME}]`, runner: 'parallel' });
    expect(stdout.slice(1).map(untimed)).toEqual([
      'INFO  Running 2 nodes with the parallel runner',
      'INFO  Ran 2 nodes in N ms',
    ]);
    expect(fromWorkers.map(({ text }) => untimed(text))).toEqual(
      [...NODES_AT_INFO, 'INFO  Saving data to seats (SharedMemoryDataset)'].map((line) =>
        line.replace('INFO  ', 'INFO  [worker 1] '),
      ),
    );
    expect(fromWorkers.map(({ node }) => node)).toEqual([
      ...Array<string>(4).fill('clean'),
      ...Array<string>(4).fill('seat'),
    ]);
  });

  it('says in records which worker it was', async () => {
    const { fromWorkers } = await runProject({
      plugins: `[[${NAME}, { level: 'debug', format: 'json' }]]`,
      runner: 'parallel',
    });
    const records = fromWorkers.map(({ text }) => JSON.parse(text) as LogRecord);
    expect(records[0]).toMatchObject({ event: 'afterContextCreated', level: 'debug' });
    for (const record of records)
      expect(record).toMatchObject({ where: 'worker', workerId: 1, runId: 'the run' });
  });
});

describe('a run that fails', () => {
  it.each(['sequential', 'parallel'] as const)('is logged to stderr, in a %s run', async (runner) => {
    const printed = await runProject({ plugins: `[[${NAME}, { level: 'error' }]]`, runner, fails: true });
    const node = 'Node seat failed with RangeError (E_FULL)';
    const run = 'ERROR The run failed after N ms with RangeError (E_FULL); it can be resumed from seat';
    const isParallel = runner === 'parallel';
    expect(printed.stdout).toEqual([]);
    expect(printed.stderr.map(untimed)).toEqual(isParallel ? [run] : [`ERROR ${node}`, run]);
    expect(printed.fromWorkers.map(({ stream, text }) => [stream, untimed(text)])).toEqual(
      isParallel ? [['stderr', `ERROR [worker 1] ${node}`]] : [],
    );
  });

  it('says how long the node took, where its start is logged', async () => {
    const { stderr } = await runProject({ plugins: `[${NAME}]`, fails: true });
    expect(untimed(stderr[0]!)).toBe('ERROR Node seat failed after N ms with RangeError (E_FULL)');
  });

  it('is a warning when somebody cancelled it', async () => {
    const { stderr } = await runProject({ plugins: `[[${NAME}, { level: 'warn' }]]`, cancels: true });
    expect(stderr.map(untimed)).toEqual(['WARN  The run was cancelled after N ms']);
    const silent = await runProject({ plugins: `[[${NAME}, { level: 'error' }]]`, cancels: true });
    expect(silent.stderr).toEqual([]);
  });
});

describe('what is never logged', () => {
  it.each(['sequential', 'parallel'] as const)(
    'is credentials, data and messages of errors, in a %s run',
    async (runner) => {
      for (const fails of [false, true]) {
        const plugins = `[[${NAME}, { level: 'debug', format: 'json' }], [${NAME}, { level: 'debug', name: 'text' }]]`;
        const { stdout, stderr, fromWorkers } = await runProject({ plugins, runner, fails });
        const all = [...stdout, ...stderr, ...fromWorkers.map(({ text }) => text)].join('\n');
        expect(all).toContain('Running node seat');
        expect(all).not.toContain(SECRET);
      }
    },
  );
});

describe('the options of the logger', () => {
  it.each<[object, string]>([
    [{ level: 'verbose' }, 'level is "verbose"; it can be debug, info, warn, error'],
    [{ format: 'xml' }, 'format is "xml"; it can be text, json'],
    [{ format: 'constructor' }, 'format is "constructor"'],
    [{ write: 'stdout' }, 'write has to be a function'],
    [{ name: '' }, 'name has to be text'],
    [{ levle: 'debug' }, 'levle is unknown; there are level, format, write, name'],
  ])('cannot be %o', (options, reason) => {
    expect(() => loggerPlugin(options)).toThrow(
      expect.objectContaining({
        code: 'KEDRO_LOGGER_OPTION',
        message: expect.stringContaining(reason) as string,
      }) as Error,
    );
  });

  it('decide which hooks are used at all', () => {
    const used = (level: 'debug' | 'info' | 'error'): string[] =>
      Object.entries(applyPlugins([loggerPlugin({ level })]).hooks)
        .filter(([, hook]: [string, { isUsed(): boolean }]) => hook.isUsed())
        .map(([name]) => name)
        .sort();
    expect(used('debug')).toHaveLength(12);
    expect(used('info')).not.toContain('afterDatasetLoaded');
    expect(used('error')).toEqual([
      'afterCatalogCreated',
      'beforePipelineRun',
      'onNodeError',
      'onPipelineError',
    ]);
  });

  it('need not be given, and the default export is the same', () => {
    expect(loggerByDefault).toBe(loggerPlugin);
    expect(loggerPlugin().name).toBe('logger');
    expect(loggerPlugin({ name: 'other' }).name).toBe('other');
  });
});
