import { describe, expect, it } from 'vitest';
import { NoCurrentNodeError } from '../errors.js';
import { currentNode, type CurrentNode } from './current-node.js';
import { node, type Node } from './node.js';

const current = (name: string, attempt = 1): CurrentNode => ({
  name,
  runId: 'run',
  attempt,
  signal: new AbortController().signal,
});

/** All pieces of a run. */
async function drain(outputs: ReturnType<Node['run']>): Promise<unknown[]> {
  const made = await outputs;
  if (!('chunks' in made)) throw new Error('The node did not yield.');
  const pieces: unknown[] = [];
  for await (const piece of made.chunks) pieces.push(piece);
  return pieces;
}

describe('currentNode', () => {
  it('gives a function what it was called with', () => {
    const given = current('work');
    expect(node(() => currentNode(), null, 'out').run({}, given)).toEqual({ values: { out: given } });
  });

  it('gives an asynchronous function what it was called with, until it first waits', async () => {
    const given = current('work');
    const seen: unknown[] = [];
    const work = async (): Promise<void> => {
      seen.push(currentNode());
      await Promise.resolve();
      seen.push(tryCurrentNode());
    };
    await node(work, null, 'out').run({}, given);
    expect(seen).toEqual([given, NoCurrentNodeError]);
  });

  it.each<[string, (seen: unknown[]) => () => unknown]>([
    [
      'a generator',
      (seen) =>
        function* () {
          seen.push(currentNode());
          yield 1;
          seen.push(currentNode());
          yield 2;
          seen.push(currentNode());
        },
    ],
    [
      'an asynchronous generator',
      (seen) =>
        async function* () {
          seen.push(currentNode());
          yield 1;
          seen.push(currentNode());
          yield 2;
          seen.push(currentNode());
        },
    ],
    [
      'a function that gives a generator',
      (seen) => () =>
        (function* () {
          seen.push(currentNode());
          yield 1;
          seen.push(currentNode());
          yield 2;
          seen.push(currentNode());
        })(),
    ],
    [
      'an asynchronous function that gives a generator',
      (seen) => async () => {
        await Promise.resolve();
        return (function* () {
          seen.push(currentNode());
          yield 1;
          seen.push(currentNode());
          yield 2;
          seen.push(currentNode());
        })();
      },
    ],
  ])('gives %s what it was called with, each time a piece is pulled', async (_, make) => {
    const seen: unknown[] = [];
    const given = current('yielding');
    const outputs = node(make(seen), null, 'out').run({}, given);
    expect(tryCurrentNode()).toBe(NoCurrentNodeError);
    expect(await drain(outputs)).toEqual([{ out: 1 }, { out: 2 }]);
    expect(seen).toEqual([given, given, given]);
  });

  it('keeps nodes apart whose pieces are pulled in turn', async () => {
    const name = function* (): Generator<string> {
      yield currentNode().name;
      yield currentNode().name;
    };
    const streams = ['a', 'b'].map((which) => node(name, null, 'out').run({}, current(which)));
    const [a, b] = streams.map((made) => {
      if (!('chunks' in made)) throw new Error('The node did not yield.');
      return made.chunks[Symbol.asyncIterator]();
    });
    const pulled = [];
    for (const stream of [a!, b!, b!, a!]) pulled.push((await stream.next()).value);
    expect(pulled).toEqual([{ out: 'a' }, { out: 'b' }, { out: 'b' }, { out: 'a' }]);
  });

  it('gives the inner one while a function runs another node, and then the outer one again', () => {
    const inner = node(() => currentNode().name, null, 'out', { name: 'inner' });
    const seen: unknown[] = [];
    const outer = node(
      () => {
        seen.push(inner.run({}, current('inner')), currentNode().name);
        expect(() => failing.run({}, current('failing'))).toThrow('no');
        seen.push(currentNode().name);
      },
      null,
      'out',
    );
    const failing = node(
      () => {
        throw new Error('no');
      },
      null,
      'out',
    );
    void outer.run({}, current('outer'));
    expect(seen).toEqual([{ values: { out: 'inner' } }, 'outer', 'outer']);
  });

  it('is refused outside of nodes, and in nodes that nobody runs', () => {
    expect(() => currentNode()).toThrow(NoCurrentNodeError);
    const outer = node(() => node(() => currentNode(), null, 'out').run({}), null, 'out');
    expect(() => outer.run({}, current('outer'))).toThrow(
      expect.objectContaining({ code: 'KEDRO_NO_CURRENT_NODE' }) as Error,
    );
    expect(tryCurrentNode()).toBe(NoCurrentNodeError);
  });

  it('is refused again after a function, or a piece, has failed', async () => {
    const given = current('failing');
    const throwing = node(
      () => {
        throw new Error('no');
      },
      null,
      'out',
    );
    expect(() => throwing.run({}, given)).toThrow('no');
    expect(tryCurrentNode()).toBe(NoCurrentNodeError);
    const yielding = node(
      function* () {
        yield 1;
        throw new Error('no');
      },
      null,
      'out',
    );
    await expect(drain(yielding.run({}, given))).rejects.toThrow('no');
    expect(tryCurrentNode()).toBe(NoCurrentNodeError);
  });

  it('closes a generator that is not pulled to its end', async () => {
    const log: string[] = [];
    const yielding = node(
      function* () {
        try {
          yield 1;
          yield 2;
        } finally {
          log.push('closed');
        }
      },
      null,
      'out',
    );
    const made = await yielding.run({}, current('yielding'));
    if (!('chunks' in made)) throw new Error('The node did not yield.');
    for await (const piece of made.chunks) {
      expect(piece).toEqual({ out: 1 });
      break;
    }
    expect(log).toEqual(['closed']);
  });
});

/** What is current; the class of the error when nothing is. */
function tryCurrentNode(): unknown {
  try {
    return currentNode();
  } catch (error) {
    return (error as Error).constructor;
  }
}
