import { describe, expectTypeOf, test } from 'vitest';
import { node as anyNode, pipeline as anyPipeline, typed, type Node, type Pipeline } from '../index.js';

interface Flight {
  id: number;
  delay: number;
}
interface Model {
  kind: 'ridge' | 'mean';
  weights: number[];
}
interface Catalog {
  flights: Flight[];
  train: Flight[];
  test: Flight[];
  model: Model;
  report: string;
  score: number;
  'prices@rows': number[];
  'prices@text': string;
  'cars.features': Float64Array;
  [name: `${string}.table`]: string[];
  parameters: {
    model: { ridge: number; features: string[] };
    late_from: number;
    optional?: { depth?: number };
    free: Record<string, unknown>;
    cars: { distance: number };
  };
}

const { node, pipeline } = typed<Catalog>();
declare function train(flights: Flight[], ridge: number): Model;
declare const anyName: string;
declare const anyNames: string[];

describe('a typed node', () => {
  test('has the erased type', () => {
    expectTypeOf(node(train, ['flights', 'params:model.ridge'], 'model')).toEqualTypeOf<Node>();
  });

  test('gives the parameters of inline functions their types', () => {
    node((flights, ridge) => train(flights, ridge), ['flights', 'params:model.ridge'], 'model');
    node(({ flights, ridge }) => train(flights, ridge), { flights: 'flights', ridge: 'score' }, 'model');
    node((...all) => all.flat(), ['flights', 'train'], 'test');
    node(
      (flights, ridge, rows, parameters, free) => {
        expectTypeOf(flights).toEqualTypeOf<Flight[]>();
        expectTypeOf(ridge).toEqualTypeOf<number>();
        expectTypeOf(rows).toEqualTypeOf<string[]>();
        expectTypeOf(parameters).toEqualTypeOf<Catalog['parameters']>();
        expectTypeOf(free).toEqualTypeOf<unknown>();
        return 'text';
      },
      ['flights', 'params:model.ridge', 'any.table', 'parameters', 'params:free.a.b'],
      'report',
    );
    node(
      (flights) => {
        // @ts-expect-error a list of flights has no such member
        void flights.missing;
      },
      'flights',
      null,
    );
  });

  test('takes synchronous, asynchronous and generator functions', () => {
    node(() => ({ kind: 'ridge', weights: [] }), null, 'model');
    node(async () => ({ kind: 'ridge', weights: [1] }), null, 'model');
    node(() => Promise.resolve('a'), null, 'report');
    node(
      function* (flights) {
        for (const flight of flights) yield [flight];
      },
      'flights',
      'train',
    );
    node(
      async function* (flights: Flight[]) {
        yield [flights, flights];
      },
      'flights',
      ['train', 'test'],
    );
    node(
      async function* (flights) {
        yield { a: flights, b: flights };
      },
      ['flights'],
      { a: 'train', b: 'test' },
    );
    node(() => new Map<string, Model>().values(), null, 'model');
    // @ts-expect-error each piece is saved as it is, and a flight is no list of flights
    node((flights: Flight[]) => flights.values(), 'flights', 'train');
  });

  test('takes optional, default and rest parameters', () => {
    node((flights: Flight[], ridge?: number) => train(flights, ridge ?? 1), 'flights', 'model');
    node((flights: Flight[], ridge = 1) => train(flights, ridge), ['flights'], 'model');
    node((flights: Flight[], ridge = 1) => train(flights, ridge), ['flights', 'score'], 'model');
    node((...all: Flight[][]) => all.flat(), ['flights', 'train'], 'test');
    node(Math.max, ['score', 'params:late_from'], 'score');
  });

  test('takes generic and overloaded functions', () => {
    const same = <T>(value: T): T => value;
    const twice = <T>(value: T): [T, T] => [value, value];
    function first(text: string): string;
    function first(list: Flight[], from: number): Flight[];
    function first(given: string | Flight[], from?: number): string | Flight[] {
      return given.slice(from);
    }
    node(same, 'flights', 'train');
    node(twice, ['flights'], ['train', 'test']);
    node(first, ['flights', 'score'], 'train');
    node(first, 'report', 'report');
    node(structuredClone, 'flights', 'train');
    node(JSON.stringify, 'flights', 'report');
    // @ts-expect-error a copy of flights is no text
    node(same, 'flights', 'report');
    // @ts-expect-error no overload takes a number
    node(first, 'score', 'report');
  });

  test('lets pass what only a run can tell', () => {
    node((x: number) => x, anyName, 'score');
    node((x: number, y: string) => x + y.length, anyNames, 'score');
    node((x: Record<string, number>) => x, Object.fromEntries([['a', anyName]]), anyName);
    node((flights: Flight[]) => [flights], 'flights', anyNames);
    node(JSON.parse, 'report', 'model');
    node((flights: Flight[]) => flights.length, 'flights', null);
    // An array without places for its elements: which is which is not known, only that each of them may be there.
    node((list: (Flight[] | string)[]) => list, anyName, ['train', 'report']);
    // @ts-expect-error none of the elements is a number
    node((list: (Flight[] | string)[]) => list, anyName, ['train', 'score']);
  });

  test('checks names, functions and results', () => {
    // @ts-expect-error a wrong name
    node(train, ['flihgts', 'params:model.ridge'], 'model');
    // @ts-expect-error a wrong path
    node(train, ['flights', 'params:model.rigde'], 'model');
    // @ts-expect-error a list of flights is no text
    node((text: string) => text, 'flights', 'report');
    // @ts-expect-error a number is no model
    node((flights: Flight[]) => flights.length, 'flights', 'model');
    // @ts-expect-error one input is missing
    node(train, ['flights'], 'model');
    // @ts-expect-error there is one output too many
    node((a: Flight[]) => [a, a], 'flights', ['train', 'test', 'model']);
    // @ts-expect-error a key is missing
    node(({ a, b }: { a: Flight[]; b: number }) => a.length + b, { a: 'flights' }, 'score');
    // @ts-expect-error unknown options are refused
    node(train, ['flights', 'score'], 'model', { nmae: 'train' });
    // @ts-expect-error a text is no function
    node('train', ['flights', 'score'], 'model');
  });

  test('finds namespaced, transcoded and optional names', () => {
    const options = { namespace: 'cars' };
    node((features) => features.length, 'cars.features', 'score', options);
    node((features) => features.length, 'features', 'score', options);
    node((rows) => rows.join(), 'table', 'report');
    node((distance: number) => distance, 'params:cars.distance', 'score');
    node((distance: number) => distance, 'params:distance', 'score', options);
    node((depth: number) => depth, 'params:optional.depth', 'score');
    node((rows, text) => rows.length + text.length, ['prices@rows', 'prices@text'], 'score');
  });
});

describe('a typed pipeline', () => {
  const inner = pipeline([node((flights) => flights, 'flights', 'train')]);

  test('takes typed and untyped nodes and pipelines', () => {
    const untyped = anyNode((a: number) => a, 'a', 'b');
    expectTypeOf(pipeline([inner, untyped, anyPipeline(untyped)])).toEqualTypeOf<Pipeline>();
    expectTypeOf(anyPipeline([inner])).toEqualTypeOf<Pipeline>();
  });

  test('checks where its mappings lead', () => {
    pipeline(inner, {
      namespace: 'cars',
      inputs: { flights: 'test', raw: 'report' },
      outputs: ['train'],
      parameters: { 'model.ridge': 'late_from', distance: 'params:cars.distance' },
    });
    pipeline(inner, { inputs: 'prices', outputs: { train: anyName }, parameters: anyNames, tags: ['a'] });
    pipeline(inner, { outputs: new Set(['anything']), prefixDatasetsWithNamespace: false });
    // @ts-expect-error a wrong name
    pipeline(inner, { inputs: { flights: 'flihgts' } });
    // @ts-expect-error a model is no list of flights
    pipeline(inner, { inputs: { flights: 'model' } });
    // @ts-expect-error a wrong path
    pipeline(inner, { parameters: 'model.rigde' });
    // @ts-expect-error unknown options are refused
    pipeline(inner, { namespace: 'cars', prefix: true });
  });
});

test('a catalog type without parameters has none, one with a key for any text has every dataset', () => {
  const bare = typed<{ a: number }>();
  // @ts-expect-error there are no parameters
  bare.node((x: number) => x, 'params:x', 'a');
  const open = typed<{ a: number; [name: string]: unknown; parameters: { x: number } }>();
  open.node((a, other: unknown, x) => [a + x, other], ['a', 'anything', 'params:x'], ['b', 'c']);
  // @ts-expect-error a key for any text does not stand for parameters
  open.node((x: number) => x, 'params:y', 'a');
});

test('namespaces that stand in no name can be listed', () => {
  interface OfPatterns {
    [name: `${string}.table`]: string[];
    parameters: { cars: { distance: number } };
  }
  const select = (rows: string[], distance: number): string[] => rows.slice(distance);
  // @ts-expect-error nothing says that "cars" is a namespace
  typed<OfPatterns>().node(select, ['table', 'params:distance'], 'small.table');
  typed<OfPatterns, 'cars'>().node(select, ['table', 'params:distance'], 'small.table');
});
