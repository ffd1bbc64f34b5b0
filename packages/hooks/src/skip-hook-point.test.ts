import { DataCatalog } from '@kedro-ts/io';
import { node } from '@kedro-ts/pipeline';
import { describe, expect, it } from 'vitest';
import { HookError } from './errors.js';
import type { SkipNode } from './hook-payloads.js';
import { SkipHookPoint, type SkipReason } from './skip-hook-point.js';

type Tap = (payload: SkipNode) => SkipReason | Promise<SkipReason>;

const payload: SkipNode = {
  node: node(() => 1, null, 'one', { name: 'one' }),
  catalog: new DataCatalog(),
  runId: 'run',
  where: 'main',
};

function hookWith(...taps: readonly Tap[]): SkipHookPoint {
  const hook = new SkipHookPoint('skipNode');
  taps.forEach((tap, i) => hook.tap(`plugin${i + 1}`, tap));
  return hook;
}

describe('whether a node is skipped', () => {
  it.each([undefined, null])('is decided against by taps that return %j', async (nothing) => {
    expect(
      await hookWith(
        () => nothing,
        async () => nothing,
      ).decide(payload),
    ).toBeUndefined();
  });

  it('is decided by the first reason; later taps are not asked', async () => {
    const asked: string[] = [];
    const ask =
      (name: string, reason?: string): Tap =>
      () => {
        asked.push(name);
        return reason;
      };
    for (const later of [false, true]) {
      asked.length = 0;
      const b = ask('b', 'it is fresh');
      const tap: Tap = later ? async (given) => b(given) : b;
      const skip = await hookWith(ask('a'), tap, ask('c', 'never')).decide(payload);
      expect(skip).toEqual({ plugin: 'plugin2', reason: 'it is fresh' });
      expect(asked).toEqual(['a', 'b']);
    }
  });

  it('gives no promise while no tap does', () => {
    expect(hookWith().decide(payload)).toBeUndefined();
    expect(hookWith(() => 'why not').decide(payload)).toEqual({ plugin: 'plugin1', reason: 'why not' });
    expect(hookWith(async () => 'why not').decide(payload)).toBeInstanceOf(Promise);
  });

  it('is decided anew for each node', async () => {
    const hook = hookWith(({ node }) => (node.name === 'one' ? 'it is one' : undefined));
    const other = { ...payload, node: node(() => 2, null, 'two', { name: 'two' }) };
    expect(hook.decide(payload)).toMatchObject({ reason: 'it is one' });
    expect(hook.decide(other)).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['true', true, 'a boolean'],
    ['false', false, 'a boolean'],
    ['an empty text', '', 'an empty text'],
    ['blanks', ' \n', 'an empty text'],
    ['an object', { reason: 'fresh' }, 'a object'],
    ['a large number', 5n, 'a bigint'],
  ])('cannot be said by %s, and the plugin is named', async (_, result, kind) => {
    for (const tap of [() => result as never, async () => result as never]) {
      const failure: unknown = await (async () => hookWith(() => {}, tap).decide(payload))().catch(
        (thrown: unknown) => thrown,
      );
      expect(failure).toBeInstanceOf(HookError);
      expect(failure).toMatchObject({ hook: 'skipNode', plugin: 'plugin2' });
      expect((failure as Error).message).toContain(`it returned ${kind}; return nothing to let the node run`);
    }
  });
});
