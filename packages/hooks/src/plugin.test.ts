import { describe, expect, it } from 'vitest';
import { HookError } from './errors.js';
import type { KedroHooks } from './kedro-hooks.js';
import { applyPlugins, type Plugin, type PluginMessage, type PluginScope } from './plugin.js';

const quiet = (name: string): Plugin => ({ name, apply() {} });

/** A plugin that keeps the scope it was given and notes what it is sent. */
function talker(name = 'talker'): Plugin & { scope: PluginScope; received: unknown[] } {
  const received: unknown[] = [];
  return {
    name,
    received,
    scope: undefined as unknown as PluginScope,
    apply(_, scope) {
      this.scope = scope;
      scope.onReport((data, { workerId }) => received.push([data, workerId]));
    },
  };
}

describe('plugins', () => {
  it('tap one set of hooks, in the order given, each as the object it is', () => {
    const order: string[] = [];
    class Counter implements Plugin {
      constructor(readonly name: string) {}
      apply(hooks: KedroHooks): void {
        order.push(this.name);
        hooks.afterNodeRun.tap(this.name, () => {});
      }
    }
    const plugins = [new Counter('b'), new Counter('a')];
    const host = applyPlugins(new Set(plugins));
    expect(order).toEqual(['b', 'a']);
    expect(host.plugins).toEqual(plugins);
    expect(host.hooks.afterNodeRun.taps.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(host.hooks.beforeNodeRun.isUsed()).toBe(false);
  });

  it('learn where they are', () => {
    const [here, there] = [talker(), talker()];
    applyPlugins([here]);
    applyPlugins([there], { where: 'worker', workerId: 2, post: () => {} });
    expect(here.scope).toMatchObject({ where: 'main', workerId: undefined });
    expect(there.scope).toMatchObject({ where: 'worker', workerId: 2 });
  });

  it('may be none', () => {
    const { hooks, plugins } = applyPlugins();
    expect(plugins).toEqual([]);
    for (const [name, hook] of Object.entries(hooks) as [string, { name: string; isUsed(): boolean }][]) {
      expect(hook.name).toBe(name);
      expect(hook.isUsed()).toBe(false);
    }
  });

  it('are refused when two have one name', () => {
    expect(() => applyPlugins([quiet('a'), quiet('b'), quiet('a')])).toThrow(/Two plugins are called "a"/);
  });

  function createTimings(): Plugin {
    return quiet('timings');
  }

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^A plugin is an object with a name and a function apply\(hooks\)\.$/],
    ['null', null, /A plugin is an object/],
    ['a text', 'my-plugin', /A plugin is an object/],
    ['an object without a name', { apply() {} }, /A plugin is an object/],
    ['an object with an empty name', { name: '', apply() {} }, /A plugin is an object/],
    ['an object without apply', { name: 'a' }, /A plugin is an object/],
    ['a promise of a plugin', Promise.resolve(quiet('a')), /A plugin is an object/],
    ['a factory that was not called', createTimings, /Was createTimings meant to be called\?/],
    ['a class that was not constructed', class Timings {}, /Was Timings meant to be called\?/],
    [
      'a factory without a name',
      (
        () => () =>
          quiet('a')
      )(),
      /Was a function meant to be called\?/,
    ],
  ])('are told from %s', (_, value, message) => {
    expect(() => applyPlugins([value as Plugin])).toThrow(TypeError);
    expect(() => applyPlugins([value as Plugin])).toThrow(message);
  });

  it('are named when they fail to tap, or would tap too late', () => {
    const cause = new Error('no');
    const throwing: Plugin = {
      name: 'bad',
      apply() {
        throw cause;
      },
    };
    const tapLater = async (): Promise<void> => {};
    const late: unknown = { name: 'late', apply: tapLater };
    const failure = (plugin: Plugin): unknown => {
      try {
        return applyPlugins([plugin]);
      } catch (error) {
        return error;
      }
    };
    expect(failure(throwing)).toMatchObject({
      code: 'KEDRO_HOOK_ERROR',
      hook: 'apply',
      plugin: 'bad',
      cause,
    });
    expect(failure(late as Plugin)).toBeInstanceOf(HookError);
    expect(failure(late as Plugin)).toMatchObject({
      plugin: 'late',
      message: expect.stringMatching(/asynchronous/) as string,
    });
  });
});

describe('what the plugins in main have for workers', () => {
  const teller = (name: string, forWorkers?: () => unknown): Plugin => ({
    ...quiet(name),
    ...(forWorkers && { forWorkers }),
  });

  it('is asked for by name, each time anew', () => {
    let count = 0;
    const host = applyPlugins([
      teller('counting', () => ++count),
      teller('silent'),
      teller('nothing', () => undefined),
      teller('null', () => null),
    ]);
    expect(count).toBe(0);
    expect(host.forWorkers()).toEqual({ counting: 1, null: null });
    expect(host.forWorkers()).toEqual({ counting: 2, null: null });
  });

  it('is asked of the plugin as the object it is', () => {
    class Tracer implements Plugin {
      readonly name = 'tracer';
      readonly trace = 'abc';
      apply(): void {}
      forWorkers(): unknown {
        return this.trace;
      }
    }
    expect(applyPlugins([new Tracer()]).forWorkers()).toEqual({ tracer: 'abc' });
  });

  it('reaches the counterpart in a worker while it is applied, and no other', () => {
    const [a, b, toString] = [talker('a'), talker('b'), talker('toString')];
    applyPlugins([a, b, toString], { where: 'worker', workerId: 1, fromMain: { a: { trace: 'abc' } } });
    expect(a.scope.fromMain).toEqual({ trace: 'abc' });
    expect(b.scope.fromMain).toBeUndefined();
    expect(toString.scope.fromMain).toBeUndefined();
  });

  it('is nothing in main', () => {
    const here = talker();
    applyPlugins([here]);
    expect(here.scope.fromMain).toBeUndefined();
  });

  it('names the plugin that gives what cannot leave its thread', () => {
    const host = applyPlugins([teller('good', () => 1), teller('bad', () => ({ now: () => Date.now() }))]);
    expect(() => host.forWorkers()).toThrow(/^Plugin "bad" failed in forWorkers: .* could not be cloned/);
  });

  it('names the plugin that fails to give it', () => {
    const cause = new Error('no');
    const host = applyPlugins([
      teller('bad', () => {
        throw cause;
      }),
    ]);
    expect(() => host.forWorkers()).toThrow(
      expect.objectContaining({ hook: 'forWorkers', plugin: 'bad', cause }) as Error,
    );
  });
});

describe('a message of a plugin', () => {
  it('reaches the plugin itself in main, and no other', () => {
    const [a, b] = [talker('a'), talker('b')];
    applyPlugins([a, b]);
    a.scope.report({ ms: 5 });
    expect(a.received).toEqual([[{ ms: 5 }, undefined]]);
    expect(b.received).toEqual([]);
  });

  it('goes from a worker to its counterpart in main, and not to itself', () => {
    const [here, there] = [talker(), talker()];
    const main = applyPlugins([quiet('other'), here]);
    const posted: PluginMessage[] = [];
    applyPlugins([there], { where: 'worker', workerId: 3, post: (message) => posted.push(message) });
    there.scope.report('one');
    there.scope.report('two');
    expect(posted).toEqual([
      { plugin: 'talker', data: 'one', workerId: 3 },
      { plugin: 'talker', data: 'two', workerId: 3 },
    ]);
    for (const message of posted) main.receive(structuredClone(message));
    expect(here.received).toEqual([
      ['one', 3],
      ['two', 3],
    ]);
    expect(there.received).toEqual([]);
  });

  it('reaches all listeners, and nobody when there is none', () => {
    const heard: string[] = [];
    const host = applyPlugins([
      quiet('deaf'),
      {
        name: 'all ears',
        apply(_, scope) {
          scope.onReport(() => heard.push('first'));
          scope.onReport(() => heard.push('second'));
        },
      },
    ]);
    for (const plugin of ['deaf', 'unknown', 'all ears']) host.receive({ plugin, data: 1, workerId: 1 });
    expect(heard).toEqual(['first', 'second']);
  });

  it('names the plugin whose listener fails', () => {
    const cause = new Error('no');
    const host = applyPlugins([
      {
        name: 'bad',
        apply: (_, scope) =>
          scope.onReport(() => {
            throw cause;
          }),
      },
    ]);
    expect(() => host.receive({ plugin: 'bad', data: 1, workerId: 1 })).toThrow(HookError);
    expect(() => host.receive({ plugin: 'bad', data: 1, workerId: 1 })).toThrow(
      /"bad" failed in onReport: no/,
    );
  });
});

describe('plugins are disposed of', () => {
  const order: string[] = [];
  const disposable = (name: string, dispose = async (): Promise<void> => void order.push(name)): Plugin => ({
    ...quiet(name),
    dispose,
  });

  it('one after another, the last one first, and once', async () => {
    order.length = 0;
    let open!: () => void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = async (): Promise<void> => gate.then(() => void order.push('b'));
    const host = applyPlugins([disposable('a'), quiet('none'), disposable('b', slow), disposable('c')]);
    const disposed = Promise.all([host[Symbol.asyncDispose](), host[Symbol.asyncDispose]()]);
    await Promise.resolve();
    expect(order).toEqual(['c']);
    open();
    await disposed;
    await host[Symbol.asyncDispose]();
    expect(order).toEqual(['c', 'b', 'a']);
  });

  it('all of them, even when some fail, which are then named', async () => {
    order.length = 0;
    const failing = (): Promise<void> => Promise.reject(new Error('no'));
    const one = applyPlugins([disposable('a'), disposable('b', failing), disposable('c')]);
    await expect(one[Symbol.asyncDispose]()).rejects.toMatchObject({ hook: 'dispose', plugin: 'b' });
    expect(order).toEqual(['c', 'a']);

    const two = applyPlugins([disposable('a', failing), disposable('b', failing), disposable('c')]);
    const error = (await Promise.resolve(two[Symbol.asyncDispose]()).catch(
      (thrown: unknown) => thrown,
    )) as AggregateError;
    expect(error).toBeInstanceOf(AggregateError);
    expect(error.errors).toMatchObject([{ plugin: 'b' }, { plugin: 'a' }]);
    expect(error.message).toBe('Plugin "b" failed in dispose: no\nPlugin "a" failed in dispose: no');
    expect(order).toEqual(['c', 'a', 'c']);
  });
});
