import { describe, expect, it } from 'vitest';
import { collectWarnings } from '../../test/collect-warnings.js';
import { NodeInputsError, NodeOutputsError } from '../errors.js';
import { node, type Node } from './node.js';

/** All chunks of a run. */
async function drain(run: ReturnType<Node['run']>): Promise<unknown[]> {
  const outputs = await run;
  if (!('chunks' in outputs)) throw new Error('The node did not yield.');
  const chunks: unknown[] = [];
  for await (const chunk of outputs.chunks) chunks.push(chunk);
  return chunks;
}

/** A generator that tells what happened to it. */
function recorded(values: readonly unknown[]): { log: string[]; yieldAll: () => Generator<unknown> } {
  const log: string[] = [];
  function* yieldAll(): Generator<unknown> {
    log.push('started');
    try {
      for (const value of values) yield value;
      log.push('finished');
    } finally {
      log.push('closed');
    }
  }
  return { log, yieldAll };
}

describe('the inputs of a run', () => {
  it('are spread by position, a dataset twice if it is declared twice', () => {
    const minus = node((x: number, y: number, z: number) => x - y - z, ['a', 'b', 'a'], 'c');
    expect(minus.run({ b: 1, a: 5 })).toEqual({ values: { c: -1 } });
  });

  it('are one object when declared as a record', () => {
    const minus = node(
      ({ left, right }: { left: number; right: number }) => left - right,
      { right: 'a', left: 'b' },
      'c',
    );
    expect(minus.run({ a: 1, b: 5 })).toEqual({ values: { c: 4 } });
  });

  it('are no argument at all when there are none', () => {
    expect(node((...args: never[]) => args.length, null, 'c').run({})).toEqual({ values: { c: 0 } });
    expect(node((...args: never[]) => args.length, {}, 'c').run({})).toEqual({ values: { c: 0 } });
  });

  it.each([{}, { b: 1 }, { a: 1, b: 2 }])(
    'are refused when they are not exactly the declared ones: %j',
    (given) => {
      expect(() => node((x: number) => x, 'a', 'c').run(given)).toThrow(NodeInputsError);
    },
  );
});

describe('the outputs of a run', () => {
  it('are the returned value, nothing included, for one plain output', () => {
    expect(node(() => undefined, null, 'c').run({})).toEqual({ values: { c: undefined } });
    expect(node(() => [1, 2], null, 'c').run({})).toEqual({ values: { c: [1, 2] } });
  });

  it('are the elements of an array or the values of an object with the declared keys', () => {
    expect(node(() => [1, 2], null, ['c', 'd']).run({})).toEqual({ values: { c: 1, d: 2 } });
    expect(node(() => ({ y: 2, x: 1 }), null, { x: 'c', y: 'd' }).run({})).toEqual({
      values: { c: 1, d: 2 },
    });
    expect(node(() => [], 'a', []).run({ a: 1 })).toEqual({ values: {} });
  });

  it.each([
    ['nothing', () => undefined, ['c', 'd'], /nothing instead of an array of 2/],
    ['a number', () => 1, ['c'], /a number instead of an array of 1/],
    ['too many', () => [1, 2, 3], ['c', 'd'], /an array of 3 instead of 2/],
    ['a value for an empty list', () => 1, [], /instead of an array of 0/],
    ['a number for a record', () => 1, { x: 'c' }, /a number instead of an object with the keys x/],
    ['an array for a record', () => [1], { x: 'c' }, /an array instead of an object/],
    ['other keys', () => ({ bogus: 1 }), { x: 'c' }, /the keys bogus instead of x/],
    ['an inherited key', () => Object.create({ x: 1 }) as object, { x: 'c' }, /\(none\) instead of x/],
  ])('are refused in the wrong shape: %s', (_, func, outputs, message) => {
    const run = () => node(func, 'a', outputs).run({ a: 1 });
    expect(run).toThrow(NodeOutputsError);
    expect(run).toThrow(message);
  });

  it('are a promise only when the function is asynchronous', async () => {
    const slow = node(async (x: number) => [x, x + 1], 'a', ['c', 'd']).run({ a: 1 });
    expect(slow).toBeInstanceOf(Promise);
    expect(await slow).toEqual({ values: { c: 1, d: 2 } });
  });

  it('are nothing, with a warning, when a value is returned by a node without outputs', async () => {
    const warnings = await collectWarnings(() => {
      expect(node(() => 1, 'a', null, { name: 'sink' }).run({ a: 1 })).toEqual({ values: {} });
      expect(node(() => null, 'a', null).run({ a: 1 })).toEqual({ values: {} });
    });
    expect(warnings.map(({ code, message }) => [code, message.includes('"sink"')])).toEqual([
      ['KEDRO_RETURN_VALUE_IGNORED', true],
    ]);
  });

  it('leaves errors of the function as they are', () => {
    const error = new Error('broken');
    const run = () =>
      node(
        () => {
          throw error;
        },
        null,
        'c',
      ).run({});
    expect(run).toThrow(error);
  });
});

describe('a function that yields', () => {
  it('is not started before the first chunk is asked for when the output is plain', async () => {
    const { log, yieldAll } = recorded([1, 2]);
    const run = node(yieldAll, null, 'c').run({});
    expect(log).toEqual([]);
    expect(await drain(run)).toEqual([{ c: 1 }, { c: 2 }]);
    expect(log).toEqual(['started', 'finished', 'closed']);
  });

  it('has its first chunk checked in the run when there are several outputs', async () => {
    const { log, yieldAll } = recorded([
      [1, 2],
      [3, 4],
    ]);
    const run = node(yieldAll, null, ['c', 'd']).run({});
    expect(log).toEqual(['started']);
    expect(await drain(run)).toEqual([
      { c: 1, d: 2 },
      { c: 3, d: 4 },
    ]);
  });

  it('fails in the run when the first of several outputs has the wrong shape, and is closed', () => {
    const { log, yieldAll } = recorded([[1]]);
    expect(() => node(yieldAll, null, ['c', 'd']).run({})).toThrow(NodeOutputsError);
    expect(log).toEqual(['started', 'closed']);
  });

  it('fails while draining when a later chunk has the wrong shape, and is closed', async () => {
    const { log, yieldAll } = recorded([{ x: 1 }, { y: 1 }]);
    await expect(drain(node(yieldAll, null, { x: 'c' }).run({}))).rejects.toThrow(NodeOutputsError);
    expect(log).toEqual(['started', 'closed']);
  });

  it('must yield at least once for several outputs, but not for a plain one', async () => {
    expect(() => node(recorded([]).yieldAll, null, ['c', 'd']).run({})).toThrow(/without yielding/);
    expect(await drain(node(recorded([]).yieldAll, null, 'c').run({}))).toEqual([]);
  });

  it('is closed when the consumer stops early', async () => {
    const { log, yieldAll } = recorded([1, 2, 3]);
    const outputs = await node(yieldAll, null, 'c').run({});
    for await (const chunk of 'chunks' in outputs ? outputs.chunks : []) {
      expect(chunk).toEqual({ c: 1 });
      break;
    }
    expect(log).toEqual(['started', 'closed']);
  });

  it('is closed when the consumer stops before the first chunk that was already pulled', async () => {
    const { log, yieldAll } = recorded([[1], [2]]);
    const outputs = await node(yieldAll, null, ['c']).run({});
    if (!('chunks' in outputs)) throw new Error('The node did not yield.');
    await outputs.chunks[Symbol.asyncIterator]().return?.();
    expect(log).toEqual(['started', 'closed']);
    expect(await drain(Promise.resolve(outputs))).toEqual([]);
  });

  it('may be asynchronous', async () => {
    async function* count() {
      yield { x: 1, y: 2 };
      yield { x: 3, y: 4 };
    }
    const run = node(count, null, { x: 'c', y: 'd' }).run({});
    expect(run).toBeInstanceOf(Promise);
    expect(await drain(run)).toEqual([
      { c: 1, d: 2 },
      { c: 3, d: 4 },
    ]);
    expect(await drain(node(count, null, 'c').run({}))).toEqual([
      { c: { x: 1, y: 2 } },
      { c: { x: 3, y: 4 } },
    ]);
  });

  it('rejects in the run when an asynchronous first chunk has the wrong shape', async () => {
    let isClosed = false;
    async function* wrong() {
      try {
        yield 1;
      } finally {
        isClosed = true;
      }
    }
    await expect(node(wrong, null, ['c']).run({})).rejects.toThrow(NodeOutputsError);
    expect(isClosed).toBe(true);
  });

  it('passes on what it throws after the chunks before', async () => {
    function* broken() {
      yield 1;
      throw new Error('broken');
    }
    const outputs = await node(broken, null, 'c').run({});
    const chunks: unknown[] = [];
    const walk = async () => {
      for await (const chunk of 'chunks' in outputs ? outputs.chunks : []) chunks.push(chunk);
    };
    await expect(walk()).rejects.toThrow('broken');
    expect(chunks).toEqual([{ c: 1 }]);
  });

  it('may also be a plain function that returns an iterator, or a promise of one', async () => {
    expect(await drain(node(() => [1, 2].values(), null, 'c').run({}))).toEqual([{ c: 1 }, { c: 2 }]);
    expect(await drain(node(async () => [[1]].values(), null, ['c']).run({}))).toEqual([{ c: 1 }]);
  });

  it('may yield promises', async () => {
    const promises = () => [Promise.resolve([1]), Promise.resolve([2])].values();
    expect(await drain(node(promises, null, ['c']).run({}))).toEqual([{ c: 1 }, { c: 2 }]);
  });

  it('is never run, with a warning, by a node without outputs', async () => {
    const { log, yieldAll } = recorded([1]);
    const warnings = await collectWarnings(async () => {
      expect(await node(yieldAll, 'a', null).run({ a: 1 })).toEqual({ values: {} });
    });
    expect(log).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_RETURN_VALUE_IGNORED']);
  });
});
