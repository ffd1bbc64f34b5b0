import { DataCatalog } from '@kedro-ts/io';
import { node } from '@kedro-ts/pipeline';
import { describe, expect, it } from 'vitest';
import type { BeforeNodeRun } from './hook-payloads.js';
import { HookError } from './errors.js';
import { InputsHookPoint, type ReplacedInputs } from './inputs-hook-point.js';

type Tap = (payload: BeforeNodeRun) => ReplacedInputs | Promise<ReplacedInputs>;

function payload(): BeforeNodeRun {
  return {
    node: node((a: number, b: number) => a + b, ['a', 'b'], 'c', { name: 'add' }),
    catalog: new DataCatalog(),
    inputs: { a: 1, b: 2 },
    isAsync: false,
    attempt: 1,
    runId: 'run',
    where: 'main',
  };
}

function hookWith(...taps: readonly Tap[]): InputsHookPoint {
  const hook = new InputsHookPoint('beforeNodeRun');
  taps.forEach((tap, i) => hook.tap(`plugin${i + 1}`, tap));
  return hook;
}

const inputsAfter = async (...taps: readonly Tap[]): Promise<unknown> =>
  (await hookWith(...taps).fire(payload())).inputs;

describe('what a tap returns before a node runs', () => {
  it.each([undefined, null, {}])('leaves the inputs as they are when it is %j', async (nothing) => {
    expect(await inputsAfter(() => nothing)).toEqual({ a: 1, b: 2 });
  });

  it('replaces the inputs that it names for the node, while later taps see what was loaded', async () => {
    const seen: unknown[] = [];
    const see: Tap = ({ inputs }) => void seen.push({ ...inputs });
    expect(
      await inputsAfter(
        see,
        () => ({ a: 10 }),
        see,
        async () => ({ b: undefined }),
        see,
      ),
    ).toEqual({ a: 10, b: undefined });
    expect(seen).toEqual(Array(3).fill({ a: 1, b: 2 }));
  });

  it('is overruled by a later tap that names the same input', async () => {
    expect(
      await inputsAfter(
        () => ({ a: 10, b: 20 }),
        () => ({ a: 100 }),
      ),
    ).toEqual({ a: 100, b: 20 });
  });

  it.each([
    ['a list', [1], 'a list'],
    ['a text', 'a', 'a string'],
    ['a number', 5, 'a number'],
    ['a function', () => 1, 'a function'],
  ])('is refused when it is %s, naming the plugin', async (_, result, kind) => {
    for (const tap of [() => result as never, async () => result as never]) {
      const error = (await inputsAfter(() => {}, tap).catch((thrown: unknown) => thrown)) as HookError;
      expect(error).toBeInstanceOf(HookError);
      expect(error).toMatchObject({ hook: 'beforeNodeRun', plugin: 'plugin2' });
      expect(error.message).toContain(`it returned ${kind}`);
    }
  });

  it('may name what is no input: the node itself refuses it', async () => {
    expect(await inputsAfter(() => ({ c: 3 }))).toEqual({ a: 1, b: 2, c: 3 });
  });
});

it('takes no notice of what taps do to the inputs they are given', async () => {
  const spoil: Tap = ({ inputs }) => {
    (inputs as Record<string, unknown>)['a'] = 'spoiled';
    delete (inputs as Record<string, unknown>)['b'];
  };
  const given = payload();
  const fired = await hookWith(spoil, spoil, async (some) => spoil(some), spoil).fire(given);
  expect(fired.inputs).toEqual({ a: 1, b: 2 });
  expect(given.inputs).toEqual({ a: 1, b: 2 });
});

it('hands on everything else of the payload', async () => {
  const given = payload();
  const { inputs: _, ...rest } = await hookWith(() => ({ a: 5 })).fire(given);
  expect(rest).toEqual({
    node: given.node,
    catalog: given.catalog,
    isAsync: false,
    attempt: 1,
    runId: 'run',
    where: 'main',
  });
});

it('gives no promise while no tap does', () => {
  expect(hookWith().fire(payload())).toMatchObject({ inputs: { a: 1, b: 2 } });
  expect(hookWith(() => ({ a: 3 })).fire(payload())).toMatchObject({ inputs: { a: 3, b: 2 } });
});
