import { node } from '@kedro-ts/pipeline';
import { describe, expect, it } from 'vitest';
import { DataHookPoint, type ReplacedData } from './data-hook-point.js';
import { HookError } from './errors.js';
import type { DatasetDataPayload } from './hook-payloads.js';

type Tap = (payload: DatasetDataPayload) => ReplacedData | Promise<ReplacedData>;

const payload: DatasetDataPayload = Object.freeze({
  dataset: 'rows',
  node: node((rows: number[]) => rows, 'rows', 'copy', { name: 'copy' }),
  data: [1],
  runId: 'run',
  where: 'main',
});

function hookWith(...taps: readonly Tap[]): DataHookPoint {
  const hook = new DataHookPoint('afterDatasetLoaded');
  taps.forEach((tap, i) => hook.tap(`plugin${i + 1}`, tap));
  return hook;
}

const dataAfter = async (...taps: readonly Tap[]): Promise<unknown> =>
  (await hookWith(...taps).fire(payload)).data;

const append =
  (item: number): Tap =>
  ({ data }) => ({ data: [...(data as number[]), item] });

describe('what a tap returns while data are on their way', () => {
  it.each([undefined, null])('leaves the data as they are when it is %j', async (nothing) => {
    expect(await dataAfter(() => nothing)).toBe(payload.data);
    expect(await dataAfter(async () => nothing)).toBe(payload.data);
  });

  it('is what the next tap is given, and goes on in the end', async () => {
    const seen: unknown[] = [];
    const see: Tap = ({ data }) => void seen.push(data);
    const later: Tap = async (given) => append(3)(given);
    expect(await dataAfter(see, append(2), see, later, see)).toEqual([1, 2, 3]);
    expect(seen).toEqual([[1], [1, 2], [1, 2, 3]]);
    expect(payload.data).toEqual([1]);
  });

  it.each([undefined, null, false, 0, ''])('may put %j in place of the data', async (data) => {
    expect(await dataAfter(() => ({ data }))).toBe(data);
  });

  it.each<[string, unknown, string]>([
    ['the data themselves', [1, 2], 'an object without data'],
    ['an object of something else', { rows: [1] }, 'an object without data'],
    ['a number', 5, 'a number'],
    ['a text', 'data', 'a string'],
    ['true', true, 'a boolean'],
    ['a function', () => ({ data: 1 }), 'a function'],
  ])('is refused when it is %s, naming the plugin', async (_, result, kind) => {
    const seen: unknown[] = [];
    for (const tap of [() => result as never, async () => result as never]) {
      const failure: unknown = await dataAfter(
        () => {},
        tap,
        () => void seen.push('later'),
      ).catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(HookError);
      expect(failure).toMatchObject({ hook: 'afterDatasetLoaded', plugin: 'plugin2' });
      expect((failure as Error).message).toContain(`it returned ${kind}; return nothing, or { data }`);
    }
    expect(seen).toEqual([]);
  });
});

it('hands on everything else of the payload', async () => {
  expect(await hookWith(append(2)).fire(payload)).toEqual({ ...payload, data: [1, 2] });
});

it('gives no promise while no tap does, and the very payload when nothing was replaced', () => {
  expect(hookWith().fire(payload)).toBe(payload);
  expect(hookWith(() => {}).fire(payload)).toBe(payload);
  expect(hookWith(append(2)).fire(payload)).toMatchObject({ data: [1, 2] });
});
