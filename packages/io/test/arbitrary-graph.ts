import fc from 'fast-check';

/** Numbers out of which a graph is built; each part takes as many as it needs, and begins anew at the end. */
class Choices {
  #next = 0;

  constructor(private readonly numbers: readonly number[]) {}

  below(end: number): number {
    return this.numbers[this.#next++ % this.numbers.length]! % end;
  }

  oneOf<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/**
 * Random values of everything that can be shared, in which objects stand in several places and in circles, views overlap, and some
 * arrays are long enough to become columns.
 */
export const arbitraryGraph: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.array(fc.oneof(primitive(), fc.date({ noInvalidDate: false })), { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(), { minLength: 5, maxLength: 60 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([leaves, numbers, size]) => buildGraph(leaves, new Choices(numbers), size));

function primitive(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.double(),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(
      0,
      -0,
      NaN,
      -Infinity,
      2 ** 53,
      -(2 ** 31),
      '',
      'x'.repeat(40_000),
      undefined,
      null,
      '\ud800',
    ),
  );
}

type Fill = (pick: () => unknown, choices: Choices) => void;

function buildGraph(leaves: readonly unknown[], choices: Choices, size: number): unknown {
  const buffers = [new ArrayBuffer(64), new ArrayBuffer(64), new SharedArrayBuffer(64)];
  buffers.forEach((buffer, i) => new Uint8Array(buffer).fill(i + 1));
  const parts: unknown[] = [...leaves];
  const fills: Fill[] = [];
  for (let i = 0; i < size; i++) {
    const [made, fill, inner] = makePart(choices, buffers);
    parts.push(made, ...(inner ?? []));
    if (fill) fills.push(fill);
  }
  // Only now, so that whatever is in them may be made later, or be they themselves.
  for (const fill of fills) fill(() => choices.oneOf(parts), choices);
  return parts.slice(leaves.length);
}

function makePart(
  choices: Choices,
  buffers: readonly ArrayBufferLike[],
): [made: unknown, fill?: Fill, inner?: readonly unknown[]] {
  const kind = choices.below(16);
  switch (kind) {
    case 0: {
      const object: Record<string, unknown> = {};
      return [object, keysFilled(object)];
    }
    case 1: {
      const bare = Object.create(null) as Record<string, unknown>;
      return [bare, keysFilled(bare)];
    }
    case 2: {
      const array: unknown[] = [];
      return [array, (pick) => void array.push(pick(), pick(), pick())];
    }
    case 3: {
      const sparse: unknown[] = [];
      sparse.length = choices.oneOf([3, 40, 1000]);
      return [sparse, (pick, more) => void (sparse[more.below(sparse.length)] = pick())];
    }
    case 4: {
      const named: unknown[] & { extra?: unknown } = Array.from({ length: choices.oneOf([2, 50]) }, () => 1);
      return [named, (pick) => void (named.extra = pick())];
    }
    case 5: {
      const map = new Map<unknown, unknown>();
      return [map, (pick, more) => repeat(more.oneOf([2, 40]), (i) => map.set(i % 2 ? i : pick(), pick()))];
    }
    case 6: {
      const set = new Set<unknown>();
      return [set, (pick, more) => repeat(more.oneOf([2, 40]), (i) => set.add(i % 2 ? i : pick()))];
    }
    case 7:
      return makeError(choices);
    case 8: {
      const pattern = new RegExp(choices.oneOf(['a+', '/', '(?:)']), choices.oneOf(['g', 'iu', '']));
      pattern.lastIndex = choices.below(3);
      return [pattern];
    }
    case 9:
      return [
        choices.oneOf<() => unknown>([
          () => new URL('http://a.b/c?d=e#f'),
          () => new Date(choices.below(9)),
        ])(),
      ];
    case 10:
      return [Object(choices.oneOf<unknown>([1, -0, 'text', true, 5n]))];
    case 11:
    case 12:
      return [makeView(choices, choices.oneOf(buffers))];
    case 13:
      return [choices.oneOf(buffers.slice(0, 2))];
    case 14:
      return makeRows(choices);
    default: {
      const array: unknown[] = [];
      return [
        array,
        (pick, more) => {
          const few = [pick(), pick(), pick()];
          repeat(more.oneOf([33, 70]), () => array.push(more.below(3) === 0 ? pick() : more.oneOf(few)));
          if (more.below(2) === 1) Reflect.deleteProperty(array, 5);
        },
      ];
    }
  }
}

function makeRows(choices: Choices): [unknown, Fill, readonly unknown[]] {
  const grows = choices.below(2) === 1;
  const rows = Array.from({ length: choices.oneOf([32, 45]) }, (_, i): Record<string, unknown> =>
    grows ? { id: i } : {},
  );
  const fill: Fill = (pick, more) => {
    const any = more.below(2) === 1;
    const cells = [pick(), pick()];
    const nested = more.below(2) === 1;
    rows.forEach((row, i) => {
      row['a'] = any ? pick() : more.oneOf(cells);
      if (nested) row['inner'] = i % 3 ? { x: i, y: [i, cells[0]] } : { y: [row] };
      if (i % 7 || grows) row['__proto__x'] = `text ${i}`;
      if (i % 11 === 3) Object.defineProperty(row, '__proto__', { value: i, enumerable: true });
    });
  };
  return [rows, fill, [rows[0], rows.filter((_, i) => i % 3 === 0)]];
}

function makeError(choices: Choices): [unknown, Fill] {
  const error = choices.oneOf<() => Error>([
    () => new Error('plain'),
    () => new Error(),
    () => new TypeError('ü', { cause: 'text' }),
    () => new AggregateError([new RangeError('inner')], 'several'),
  ])() as Error & { code?: unknown };
  return [
    error,
    (pick, more) => {
      if (more.below(2) === 1) error.cause = pick();
      if (more.below(2) === 1) error.code = pick();
      if (more.below(2) === 1) error.name = 'SpecialError';
    },
  ];
}

function makeView(choices: Choices, buffer: ArrayBufferLike): ArrayBufferView {
  const offset = choices.below(3) * 8;
  const length = choices.below(4);
  return choices.oneOf<() => ArrayBufferView>([
    () => new Uint8Array(buffer, offset + 1, length),
    () => new Float64Array(buffer, offset, length),
    () => new BigInt64Array(buffer, offset, length),
    () => new Int16Array(buffer, offset + 2, length),
    () => new Uint8ClampedArray(buffer, offset, length),
    () => new DataView(buffer, offset + 3, length),
    () => Buffer.from(buffer as ArrayBuffer, offset + 5, length),
  ])();
}

function keysFilled(object: Record<string, unknown>): Fill {
  return (pick, choices) =>
    repeat(choices.below(5), () => {
      const key = choices.oneOf(['a', 'b c', '', '7', '__proto__', 'ä', 'constructor']);
      Object.defineProperty(object, key, {
        value: pick(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    });
}

function repeat(times: number, act: (i: number) => void): void {
  for (let i = 0; i < times; i++) act(i);
}
