import { describe, expect, it } from 'vitest';
import { HookError } from './errors.js';
import { HookPoint, STOP } from './hook-point.js';

/** A hook whose taps note their names. */
function recorded(): { hook: HookPoint<number>; calls: string[]; note: (name: string) => () => void } {
  const calls: string[] = [];
  return { hook: new HookPoint<number>('afterTest'), calls, note: (name) => () => void calls.push(name) };
}

describe('taps are called', () => {
  it('in the order of registration', () => {
    const { hook, calls, note } = recorded();
    for (const name of ['a', 'b', 'c']) hook.tap(name, note(name));
    void hook.fire(1);
    expect(calls).toEqual(['a', 'b', 'c']);
    expect(hook.taps.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('by stage first, 0 being the default', () => {
    const { hook, calls, note } = recorded();
    hook.tap({ name: 'last', stage: 10 }, note('last'));
    hook.tap('middle', note('middle'));
    hook.tap({ name: 'first', stage: -1 }, note('first'));
    hook.tap('middle2', note('middle2'));
    void hook.fire(1);
    expect(calls).toEqual(['first', 'middle', 'middle2', 'last']);
  });

  it('before the plugin that they name, whether it has tapped already or not', () => {
    const { hook, calls, note } = recorded();
    hook.tap('a', note('a'));
    hook.tap('b', note('b'));
    hook.tap({ name: 'before b', before: 'b' }, note('before b'));
    hook.tap({ name: 'before c', before: 'c' }, note('before c'));
    hook.tap('c', note('c'));
    void hook.fire(1);
    expect(calls).toEqual(['before c', 'a', 'before b', 'b', 'c']);
  });

  it('one after another, synchronous or not, in any mixture', async () => {
    const { hook, calls, note } = recorded();
    let open!: () => void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    hook.tap('a', note('a'));
    hook.tap('b', () => gate.then(note('b')));
    hook.tap('c', note('c'));
    hook.tap('d', async () => note('d')());
    hook.tap('e', note('e'));
    const fired = hook.fire(1);
    await Promise.resolve();
    expect(calls).toEqual(['a']);
    open();
    expect(await fired).toBe(1);
    expect(calls).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('from the next time on when they are added while the hook fires', async () => {
    const { hook, calls, note } = recorded();
    hook.tap('a', async () => {
      calls.push('a');
      hook.tap({ name: 'new', stage: -1 }, note('new'));
      hook.tap('newer', note('newer'));
    });
    hook.tap('b', note('b'));
    await hook.fire(1);
    expect(calls).toEqual(['a', 'b']);
    await hook.fire(1);
    expect(calls.slice(2, 5)).toEqual(['new', 'a', 'b']);
  });
});

describe('firing', () => {
  it('gives no promise while no tap does', () => {
    const hook = new HookPoint<{ x: number }>('afterTest');
    const payload = { x: 1 };
    expect(hook.isUsed()).toBe(false);
    expect(hook.fire(payload)).toBe(payload);
    hook.tap('a', (given) => expect(given).toBe(payload));
    expect(hook.isUsed()).toBe(true);
    expect(hook.fire(payload)).toBe(payload);
  });

  it('gives a promise as soon as one tap does', async () => {
    const hook = new HookPoint<number>('afterTest');
    hook.tap('a', async () => {});
    const fired = hook.fire(5);
    expect(fired).toBeInstanceOf(Promise);
    expect(await fired).toBe(5);
  });

  it('gives each tap what the receiver has made of what the one before was given', async () => {
    for (const isAsync of [false, true]) {
      const hook = new HookPoint<number, number>('afterTest');
      const seen: number[] = [];
      const add = (amount: number) => (value: number) => {
        seen.push(value);
        return (isAsync ? Promise.resolve(amount) : amount) as number;
      };
      hook.tap('a', add(1));
      hook.tap('b', add(20));
      hook.tap('c', add(300));
      const fired = hook.fire(5, (result, _plugin, given) => given + (result as number));
      expect(await fired).toBe(326);
      expect(seen).toEqual([5, 6, 26]);
    }
  });

  it('calls no tap after one whose result made the receiver stop, and gives what that one was given', async () => {
    for (const isAsync of [false, true]) {
      const { hook, calls, note } = recorded();
      hook.tap('a', note('a'));
      hook.tap('b', () => {
        calls.push('b');
        return isAsync ? Promise.resolve() : undefined;
      });
      hook.tap('c', note('c'));
      expect(await hook.fire(1, (_result, plugin) => (plugin === 'b' ? STOP : 7))).toBe(7);
      expect(calls).toEqual(['a', 'b']);
    }
  });

  it('hands what each tap returned, and the name of its plugin, to the receiver', async () => {
    const hook = new HookPoint<number, number>('afterTest');
    hook.tap('a', (value) => value + 1);
    hook.tap('b', async (value) => value + 2);
    hook.tap('c', (value) => value + 3);
    const received: unknown[] = [];
    expect(await hook.fire(1, (result, plugin) => void received.push([plugin, result]))).toBe(1);
    expect(received).toEqual([
      ['a', 2],
      ['b', 3],
      ['c', 4],
    ]);
  });
});

describe('a failing tap', () => {
  const failure = new Error('no');
  const failings: readonly [string, () => void | Promise<void>][] = [
    [
      'throws',
      () => {
        throw failure;
      },
    ],
    ['rejects', () => Promise.reject(failure)],
  ];

  it.each(failings)('that %s is named with its hook, and no later tap is called', async (_, tap) => {
    for (const first of [() => {}, async () => {}]) {
      const { hook, calls, note } = recorded();
      hook.tap('first', first);
      hook.tap('bad', tap);
      hook.tap('later', note('later'));
      const error = (await (async () => hook.fire(1))().catch((thrown: unknown) => thrown)) as HookError;
      expect(error).toBeInstanceOf(HookError);
      expect(error).toMatchObject({
        code: 'KEDRO_HOOK_ERROR',
        hook: 'afterTest',
        plugin: 'bad',
        cause: failure,
      });
      expect(error.message).toBe('Plugin "bad" failed in afterTest: no');
      expect(calls).toEqual([]);
    }
  });

  it('throws at once when nothing before it was asynchronous', () => {
    const hook = new HookPoint<number>('afterTest');
    hook.tap('bad', failings[0]![1]);
    expect(() => hook.fire(1)).toThrow(HookError);
  });

  it('that fires another hook is named, with the failure in there as the cause', async () => {
    const inner = new HookPoint<number>('inner');
    inner.tap('deep', () => {
      throw failure;
    });
    for (const tap of [() => void inner.fire(1), async () => void inner.fire(1)]) {
      const outer = new HookPoint<number>('outer');
      outer.tap('bad', tap);
      await expect((async () => outer.fire(1))()).rejects.toMatchObject({
        hook: 'outer',
        plugin: 'bad',
        cause: { hook: 'inner', plugin: 'deep', cause: failure },
      });
    }
  });

  it('may throw what is no error', () => {
    const hook = new HookPoint<number>('afterTest');
    hook.tap('bad', () => {
      throw 'a text' as unknown as Error;
    });
    expect(() => hook.fire(1)).toThrow('Plugin "bad" failed in afterTest: a text');
  });

  it('is to blame for a result that the receiver refuses', async () => {
    for (const tap of [() => 5, async () => 5]) {
      const hook = new HookPoint<number, number>('afterTest');
      hook.tap('bad', tap);
      const refuse = (): never => {
        throw failure;
      };
      await expect((async () => hook.fire(1, refuse))()).rejects.toMatchObject({
        plugin: 'bad',
        cause: failure,
      });
    }
  });
});
