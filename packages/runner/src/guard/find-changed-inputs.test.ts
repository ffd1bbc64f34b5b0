import { freezePlainData } from '@kedro-ts/io';
import { describe, expect, test } from 'vitest';
import { findChangedInputs } from './find-changed-inputs.js';

function thrownBy(change: () => unknown): unknown {
  try {
    change();
  } catch (error) {
    return error;
  }
  throw new Error('the change was not refused');
}

interface Inputs {
  rows: { id: number; name: string }[];
  counts: Map<string, { count: number }>;
  bare: { rate?: number };
}

function makeInputs(): Inputs {
  const inputs: Inputs = {
    rows: [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
      { id: 3, name: 'c' },
    ],
    counts: new Map([['a', { count: 1 }]]),
    bare: Object.assign(Object.create(null) as object, { rate: 1 }),
  };
  for (const input of Object.values(inputs)) freezePlainData(input);
  return inputs;
}

const attempts: readonly (readonly [string, string, (inputs: Inputs) => unknown])[] = [
  ['assigning', 'rows', ({ rows }) => (rows[0]!.id = 2)],
  ['counting up', 'rows', ({ rows }) => rows[0]!.id++],
  ['replacing a row', 'rows', ({ rows }) => (rows[0] = rows[1]!)],
  ['push', 'rows', ({ rows }) => rows.push(rows[0]!)],
  ['unshift', 'rows', ({ rows }) => rows.unshift(rows[0]!)],
  ['pop', 'rows', ({ rows }) => rows.pop()],
  ['shift', 'rows', ({ rows }) => rows.shift()],
  ['splice', 'rows', ({ rows }) => rows.splice(0, 1)],
  ['sort', 'rows', ({ rows }) => rows.sort((a, b) => b.id - a.id)],
  ['reverse', 'rows', ({ rows }) => rows.reverse()],
  ['fill', 'rows', ({ rows }) => rows.fill(rows[0]!)],
  ['copyWithin', 'rows', ({ rows }) => rows.copyWithin(0, 1)],
  ['emptying', 'rows', ({ rows }) => (rows.length = 0)],
  ['Object.assign', 'rows', ({ rows }) => Object.assign(rows[0]!, { id: 5 })],
  ['deleting', 'rows', ({ rows }) => delete (rows[0] as { name?: string }).name],
  ['Object.defineProperty', 'rows', ({ rows }) => Object.defineProperty(rows[0], 'id', { value: 2 })],
  ['assigning below a map', 'counts', ({ counts }) => (counts.get('a')!.count = 2)],
  ['delete in a map', 'counts', ({ counts }) => counts.delete('a')],
  ['assigning without a prototype', 'bare', ({ bare }) => (bare.rate = 2)],
  ['deleting without a prototype', 'bare', ({ bare }) => delete bare.rate],
];

describe('the changed input', () => {
  test.each(attempts)('is known from the error of %s', (_, name, change) => {
    const inputs = makeInputs();
    const error = thrownBy(() => change(inputs));
    expect(findChangedInputs(error, new Map(Object.entries(inputs)))).toEqual([name]);
    expect(
      findChangedInputs(new Error('no luck', { cause: error }), new Map(Object.entries(inputs))),
    ).toEqual([name]);
  });

  test('is each of those to which it may have happened, where V8 does not tell more', () => {
    const inputs = makeInputs();
    const all = new Map(Object.entries(inputs));
    expect(
      findChangedInputs(
        thrownBy(() => Object.assign(inputs.bare, { more: 1 })),
        all,
      ),
    ).toEqual(['rows', 'counts', 'bare']);
    expect(
      findChangedInputs(
        thrownBy(() => Object.setPrototypeOf(inputs.rows[0], null)),
        all,
      ),
    ).toEqual(['rows', 'counts', 'bare']);
  });

  test('is none if the error is about an object of another kind or with other properties', () => {
    class Model {
      weight = 1;
      id = 1;
    }
    const own = [
      () => ((Object.freeze(new Model()) as Model).id = 2),
      () => ((Object.freeze({ weight: 1 }) as { weight: number }).weight = 2),
      () => (Object.freeze([1, 2, 3, 4]) as number[]).pop(),
    ];
    for (const change of own)
      expect(findChangedInputs(thrownBy(change), new Map(Object.entries(makeInputs())))).toEqual([]);
    const other = new Map([['a', 1]]);
    freezePlainData(other);
    expect(
      findChangedInputs(
        thrownBy(() => other.clear()),
        new Map(Object.entries(makeInputs())),
      ),
    ).toEqual([]);
  });

  test('is none if the error is another one, or no error', () => {
    const inputs = new Map<string, unknown>(Object.entries(makeInputs()));
    const circle = new Error('a');
    circle.cause = circle;
    for (const thrown of [
      new TypeError('x is not a function'),
      new RangeError('id'),
      'id',
      undefined,
      circle,
    ])
      expect(findChangedInputs(thrown, inputs)).toEqual([]);
    expect(
      findChangedInputs(
        thrownBy(() => ((Object.freeze({ id: 1 }).id as unknown) = 2)),
        new Map(),
      ),
    ).toEqual([]);
  });
});
