import { MemoryDataset, type CopyMode, type Dataset } from '@kedro-ts/io';
import { node } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { InputGuard } from './input-guard.js';

const memory = new MemoryDataset();
const rows = (): { id: number }[] => [{ id: 1 }];

describe('an input guard', () => {
  test('freezes what nodes made in place, so that all readers get the same', () => {
    const guard = new InputGuard();
    const made = rows();
    expect(guard.guard('rows', memory, made)).toBe(made);
    expect(guard.guard('rows', memory, made)).toBe(made);
    expect(Object.isFrozen(made[0])).toBe(true);
  });

  test('copies what was given once, and forgets the copy when all have loaded it', () => {
    const guard = new InputGuard({ given: new Map([['rows', 2]]) });
    const given = rows();
    const first = guard.guard('rows', memory, given);
    expect(first).toEqual(given);
    expect(first).not.toBe(given);
    expect(Object.isFrozen(first)).toBe(true);
    expect(guard.guard('rows', memory, given)).toBe(first);
    expect(guard.guard('rows', memory, given)).not.toBe(first);
    expect(Object.isFrozen(given)).toBe(false);
    given[0]!.id = 2;
  });

  test('copies what was given again when it has been replaced', () => {
    const guard = new InputGuard({ given: new Map([['rows', 5]]) });
    guard.guard('rows', memory, rows());
    expect(guard.guard('rows', memory, [{ id: 2 }])).toEqual([{ id: 2 }]);
  });

  test('shares the bytes of what was given', () => {
    const guard = new InputGuard({ given: new Map([['bytes', 2]]) });
    const bytes = new Float64Array(4);
    expect(guard.guard('bytes', memory, bytes)).toBe(bytes);
    expect(guard.guard('bytes', memory, { bytes })).toEqual({ bytes });
  });

  test.each<CopyMode>(['deepcopy', 'copy', 'assign'])(
    'leaves alone what comes in the copy mode "%s"',
    (copyMode) => {
      const guard = new InputGuard({ given: new Map([['rows', 1]]), results: new Set(['rows']) });
      const dataset = new MemoryDataset({ copyMode });
      const loaded = rows();
      expect(guard.guard('rows', dataset, loaded)).toBe(loaded);
      expect(Object.isFrozen(loaded)).toBe(false);
      const made = Object.freeze(rows());
      expect(guard.thaw('rows', dataset, made)).toBe(made);
    },
  );

  test('leaves alone what comes from files, or from nowhere', () => {
    const guard = new InputGuard();
    const file: Dataset = { load: rows, save: () => {} };
    for (const dataset of [file, undefined]) {
      const loaded = rows();
      expect(guard.guard('rows', dataset, loaded)).toBe(loaded);
      expect(Object.isFrozen(loaded)).toBe(false);
    }
  });

  test('copies a result in which something is frozen, and no other', () => {
    const guard = new InputGuard({ results: new Set(['rows']) });
    const free = rows();
    expect(guard.thaw('rows', memory, free)).toBe(free);
    const frozen = [guard.guard('x', memory, rows())];
    expect(guard.thaw('other', memory, frozen)).toBe(frozen);
    const thawed = guard.thaw('rows', memory, frozen) as { id: number }[][];
    thawed[0]![0]!.id = 2;
    expect(frozen).toEqual([rows()]);
  });

  test('watches only inputs that it guards', () => {
    const guard = new InputGuard();
    const reader = node(() => 1, ['rows', 'n'], 'x', { name: 'reader' });
    expect(guard.watch(reader, { rows: rows(), n: 1 })).toBeUndefined();
    const guarded = guard.guard('rows', memory, rows());
    expect(guard.watch(reader, { rows: guarded, n: 1 })).toBeDefined();
  });
});

describe('guarded inputs', () => {
  const reader = node((same: unknown) => same, ['bytes', 'bytes', 'rows'], 'x', { name: 'reader' });

  function watch(bytes: object): ReturnType<InputGuard['watch']> & object {
    const guard = new InputGuard();
    const inputs = { bytes: guard.guard('bytes', memory, bytes), rows: guard.guard('rows', memory, rows()) };
    return guard.watch(reader, inputs)!;
  }

  test('name the input whose bytes have changed', () => {
    const bytes = new Float64Array(4);
    const guarded = watch({ bytes });
    guarded.check();
    bytes[3] = 1;
    expect(() => guarded.check()).toThrow(
      expect.objectContaining({ code: 'KEDRO_INPUT_CHANGED', node: 'reader', datasets: ['bytes'] }),
    );
  });

  test('explain an error that came of changing one, with the remedies, and leave others as they are', () => {
    const guarded = watch({ list: [1] });
    const cause = new TypeError("Cannot assign to read only property 'id' of object '#<Object>'");
    const explained = guarded.explain(cause) as Error;
    expect(explained).toMatchObject({ name: 'InputChangedError', datasets: ['rows'], cause });
    expect(explained.message).toMatch(
      /^Node "reader" changed its input "rows" \(Cannot assign.*\)\..*a new value.*"copy_mode: deepcopy" for "rows"/s,
    );
    expect(guarded.explain(explained)).toBe(explained);
    const other = new TypeError('x is not a function');
    expect(guarded.explain(other)).toBe(other);
  });

  test('know that parameters have no entry in the catalog', () => {
    const guard = new InputGuard();
    const params = guard.guard('params:model', memory, { rate: 1 });
    const trainer = node((model: unknown) => model, 'params:model', 'x', { name: 'train' });
    const thrown = new TypeError("Cannot assign to read only property 'rate' of object '#<Object>'");
    const { message } = guard.watch(trainer, { 'params:model': params })!.explain(thrown) as Error;
    expect(message).toContain('structuredClone()');
    expect(message).not.toContain('copy_mode');
  });
});
