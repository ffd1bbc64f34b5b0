import { describe, expect, it } from 'vitest';
import { typeError } from '../../test/run-events.js';
import { formatError } from './format-error.js';
import { createPaint } from './paint.js';
import { stackFrames } from './stack-frames.js';

const paint = createPaint({ write: () => undefined }, {});
const format = (error: Parameters<typeof formatError>[0], verbose = false): string =>
  formatError(error, { paint, verbose, cwd: '/project' }).join('\n');

const datasetError = {
  name: 'DatasetError',
  code: 'KEDRO_DATASET_ERROR',
  message: 'Dataset "cars" could not be loaded: no such file',
  stack: 'DatasetError: Dataset "cars" could not be loaded: no such file\n    at f (/project/src/a.ts:1:1)',
};

describe('formatError', () => {
  it('shows where in the project it happened, and counts the rest', () => {
    expect(format(typeError)).toBe(
      [
        'TypeError: x is not a function',
        '    at split (src/nodes.ts:3:9)',
        '    (2 lines of libraries: --verbose shows them)',
      ].join('\n'),
    );
  });

  it('shows every line when it is verbose', () => {
    expect(format(typeError, true)).toBe(
      [
        'TypeError: x is not a function',
        '    at split (src/nodes.ts:3:9)',
        '    at call (node_modules/lib/index.js:1:1)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
      ].join('\n'),
    );
  });

  it('shows an error that explains itself by its message', () => {
    expect(format(datasetError)).toBe(`error: ${datasetError.message}`);
    expect(format(datasetError, true)).toBe(
      `DatasetError: ${datasetError.message} [KEDRO_DATASET_ERROR]\n    at f (src/a.ts:1:1)`,
    );
  });

  it('leaves out a cause that only repeats the message from inside a library', () => {
    const cause = {
      name: 'Error',
      message: 'no such file',
      stack: 'Error: no such file\n    at open (node:fs:1:1)',
    };
    expect(format({ ...datasetError, cause })).toBe(`error: ${datasetError.message}`);
  });

  it('shows a cause in code of the project, and causes of causes', () => {
    const cause = { ...typeError, message: 'no such file', cause: { name: 'RangeError', message: 'deep' } };
    expect(format({ ...datasetError, cause })).toBe(
      [
        `error: ${datasetError.message}`,
        'Caused by: TypeError: no such file',
        '    at split (src/nodes.ts:3:9)',
        '    (2 lines of libraries: --verbose shows them)',
        'Caused by: RangeError: deep',
      ].join('\n'),
    );
  });

  it('shows all errors of an aggregate', () => {
    const errors = [
      { name: 'Error', message: 'one' },
      { name: 'Error', message: 'two' },
    ];
    expect(format({ name: 'AggregateError', message: 'several', errors })).toBe(
      'AggregateError: several\n  Error: one\n  Error: two',
    );
  });

  it('shows what was thrown when it is no error', () => {
    expect(format({ name: 'NonError', message: 'just text' })).toBe('thrown: just text');
  });

  it('shows the nearest lines of libraries when there are no others', () => {
    const stack = [
      'Error: x',
      ...[1, 2, 3, 4].map((n) => `    at f${n} (/p/node_modules/lib/a.js:${n}:1)`),
    ].join('\n');
    expect(format({ name: 'Error', message: 'x', stack }).split('\n')).toEqual([
      'Error: x',
      '    at f1 (/p/node_modules/lib/a.js:1:1)',
      '    at f2 (/p/node_modules/lib/a.js:2:1)',
      '    at f3 (/p/node_modules/lib/a.js:3:1)',
      '    (1 line of libraries: --verbose shows them)',
    ]);
  });
});

describe('stackFrames', () => {
  it('reads URLs, functions without name, async calls, and places without brackets', () => {
    const stack = [
      'Error: at first',
      '  more of the message',
      '    at file:///project/src/my%20nodes.ts:3:9',
      '    at async run (/elsewhere/a.ts:1:2)',
      '    at new Promise (<anonymous>)',
      '    at /project/src/b.ts:4:5',
    ].join('\n');
    expect(stackFrames({ stack, message: 'at first\n  more of the message' }, '/project')).toEqual([
      { text: 'at src/my nodes.ts:3:9', isProject: true },
      { text: 'at async run (/elsewhere/a.ts:1:2)', isProject: true },
      { text: 'at new Promise (<anonymous>)', isProject: false },
      { text: 'at src/b.ts:4:5', isProject: true },
    ]);
  });

  it('gives nothing for an error without stack', () => {
    expect(stackFrames({ message: 'x' }, '/project')).toEqual([]);
  });
});
