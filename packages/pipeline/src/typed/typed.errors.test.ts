import { describe, expect, it } from 'vitest';
import { checkSnippets, compilers } from '../../test/check-snippets.js';

const head = [
  `import { node as anyNode, pipeline as anyPipeline, typed } from '@kedro-ts/pipeline';`,
  `interface Flight { id: number; delay: number }`,
  `interface Model { kind: 'ridge' | 'mean'; weights: number[] }`,
  `interface Catalog {`,
  `  flights: Flight[]; train: Flight[]; test: Flight[]; model: Model; report: string; score: number;`,
  `  'prices@rows': number[]; 'prices@text': string; 'cars.features': Float64Array;`,
  `  parameters: { model: { ridge: number; features: string[] }; late_from: number; cars: { distance: number } };`,
  '  [name: `${string}.table`]: string[];',
  `}`,
  `const { node, pipeline } = typed<Catalog>();`,
  `declare function train(flights: Flight[], ridge: number): Model;`,
  `const inner = anyPipeline([anyNode(train, ['flights', 'ridge'], 'model')]);`,
];

/** Code in which `/*!*\/` stands where the error is expected, and the sentence that must be in it. */
const mistakes: Record<string, readonly [code: string, sentence: string]> = {
  'a wrong name in a list': [
    `node(train, [/*!*/'flihgts', 'params:model.ridge'], 'model');`,
    `'flihgts' is not a dataset of the catalog: did you mean 'flights'?`,
  ],
  'a wrong name, far from all others': [
    `node((text: string) => text, /*!*/'unknown', 'report');`,
    `'unknown' is not a dataset of the catalog"`,
  ],
  'a wrong name in a record': [
    `node(({ flights }: { flights: Flight[] }) => flights, { /*!*/flights: 'flihgts' }, 'train');`,
    `'flihgts' is not a dataset of the catalog`,
  ],
  'a wrong name that an inline function reads': [
    `node((flights, ridge) => flights.length * ridge, [/*!*/'flihgts', 'params:model.ridge'], 'score');`,
    `'flihgts' is not a dataset of the catalog`,
  ],
  'a wrong name among the outputs': [
    `node(train, ['flights', 'score'], /*!*/'modle');`,
    `'modle' is not a dataset of the catalog: did you mean 'model'?`,
  ],
  'a name without its format': [
    `node((rows: number[]) => rows.length, /*!*/'prices', 'score');`,
    `'prices' is not a dataset of the catalog: did you mean 'prices@rows'?`,
  ],
  'a wrong format': [
    `node((rows: number[]) => rows.length, /*!*/'prices@row', 'score');`,
    `'prices@row' is not a dataset of the catalog: did you mean 'prices@rows'?`,
  ],
  'a name that no pattern matches': [
    `node((rows: string[]) => rows.length, /*!*/'cars.tabel', 'score');`,
    `'cars.tabel' is not a dataset of the catalog`,
  ],
  'a wrong path of a parameter': [
    `node(train, ['flights', /*!*/'params:model.rigde'], 'model');`,
    `'params:model.rigde' is not a parameter of the catalog: did you mean 'params:model.ridge'?`,
  ],
  'a path of a parameter that lacks its beginning': [
    `node(train, ['flights', /*!*/'params:ridge'], 'model');`,
    `'params:ridge' is not a parameter of the catalog`,
  ],
  'a path into a list': [
    `node((length: number) => length, /*!*/'params:model.features.length', 'score');`,
    `'params:model.features.length' is not a parameter of the catalog`,
  ],
  'a dataset as a parameter': [
    `node((rows: string[]) => rows.length, /*!*/'params:cars.table', 'score');`,
    `'params:cars.table' is not a parameter of the catalog`,
  ],
  'a wrong name to confirm': [
    `node(train, ['flights', 'score'], 'model', { confirms: ['test', /*!*/'tets'] });`,
    `'tets' is not a dataset of the catalog: did you mean 'test'?`,
  ],
  'a function that does not accept its only input': [
    `node(/*!*/(text: string) => text, 'flights', 'report');`,
    `the function does not accept 'flights' as its first argument`,
  ],
  'a function that does not accept its second input': [
    `node(/*!*/(flights: Flight[], name: string) => name, ['flights', 'score'], 'report');`,
    `the function does not accept 'score' as its second argument`,
  ],
  'a function that does not accept a parameter': [
    `node(/*!*/(flights: Flight[], name: string) => name, ['flights', 'params:late_from'], 'report');`,
    `the function does not accept 'params:late_from' as its second argument`,
  ],
  'a rest parameter that does not accept an input': [
    `node(/*!*/(...all: Flight[][]) => all.flat(), ['flights', 'train', 'score'], 'test');`,
    `the function does not accept 'score' as its third argument`,
  ],
  'a function that does not accept a key of a record': [
    `node(/*!*/({ a }: { a: string }) => a, { a: 'flights' }, 'report');`,
    `the function does not accept 'flights' as 'a'`,
  ],
  'a generic function that does not accept an input': [
    `node(/*!*/<T extends string>(text: T): T => text, 'flights', 'report');`,
    `the function does not accept 'flights' as its first argument`,
  ],
  'a class instead of a function': [
    `node(/*!*/Map, 'flights', 'model');`,
    `a node needs a function that can be called without \\"new\\"`,
  ],
  'too few inputs': [
    `node(train, /*!*/['flights'], 'model');`,
    'the function needs 2 arguments, but the node has 1 input',
  ],
  'one input for two arguments': [
    `node(train, /*!*/'flights', 'model');`,
    'the function needs 2 arguments, but the node has 1 input',
  ],
  'no inputs for a function that needs some': [
    `node(train, /*!*/null, 'model');`,
    'the function needs 2 arguments, but the node has 0 inputs',
  ],
  'too many inputs': [
    `node(train, /*!*/['flights', 'score', 'test'], 'model');`,
    'the function takes 2 arguments, but the node has 3 inputs',
  ],
  'a missing key of the inputs': [
    `node(({ a, b }: { a: Flight[]; b: number }) => a.length + b, /*!*/{ a: 'flights' }, 'score');`,
    `the function also needs the key 'b'`,
  ],
  'a superfluous key of the inputs': [
    `node(({ a }: { a: Flight[] }) => a.length, { a: 'flights', /*!*/b: 'score' }, 'score');`,
    `the argument of the function has no key 'b'`,
  ],
  'a result that does not fit': [
    `node((flights: Flight[]) => flights.length, 'flights', /*!*/'model');`,
    `the result of the function does not fit 'model'", { result: number; dataset: Model; }`,
  ],
  'a result of an inline function that does not fit': [
    `node((flights) => flights.length, ['flights'], /*!*/'report');`,
    `the result of the function does not fit 'report'", { result: number; dataset: string; }`,
  ],
  'a promised result that does not fit': [
    `node(async (flights: Flight[]) => flights.length, 'flights', /*!*/'model');`,
    `the result of the function does not fit 'model'", { result: number; dataset: Model; }`,
  ],
  'no result': [
    `node((flights: Flight[]) => { flights.pop(); }, 'flights', /*!*/'report');`,
    `the result of the function does not fit 'report'`,
  ],
  'a piece that does not fit': [
    `node(function* (flights: Flight[]) { yield* flights; }, 'flights', /*!*/'train');`,
    `the result of the function does not fit 'train'", { result: Flight; dataset: Flight[]; }`,
  ],
  'an asynchronous piece that does not fit': [
    `node(async function* (flights: Flight[]) { yield* flights; }, 'flights', /*!*/'train');`,
    `the result of the function does not fit 'train'", { result: Flight; dataset: Flight[]; }`,
  ],
  'a generator without outputs': [
    `node(function* (flights: Flight[]) { yield flights; }, 'flights', /*!*/null);`,
    'a function that yields needs outputs',
  ],
  'one of two results that does not fit': [
    `node((flights: Flight[]) => [flights, 1], 'flights', ['train', /*!*/'report']);`,
    `the result of the function does not fit 'report'`,
  ],
  'too few outputs': [
    `node((a): [Flight[], Flight[], number] => [a, a, 1], 'flights', /*!*/['train', 'test']);`,
    'the function gives 3 values, but the node has 2 outputs',
  ],
  'too many outputs': [
    `node((a: Flight[]) => [a], 'flights', /*!*/['train', 'test']);`,
    'the function gives 1 values, but the node has 2 outputs',
  ],
  'one value for two outputs': [
    `node((a: Flight[]) => a.length, 'flights', /*!*/['score', 'test']);`,
    'the function gives no array, but the node has 2 outputs',
  ],
  'a key that the result lacks': [
    `node((a: Flight[]) => ({ a }), 'flights', { a: 'train', /*!*/b: 'test' });`,
    `the function gives no 'b'`,
  ],
  'a key of the result that has no output': [
    `node((a: Flight[]) => ({ a, b: a }), 'flights', /*!*/{ a: 'train' });`,
    `the function also gives 'b', for which the node has no output`,
  ],
  'a key of the result that does not fit': [
    `node((a: Flight[]) => ({ a, b: 1 }), 'flights', { a: 'train', /*!*/b: 'test' });`,
    `the result of the function does not fit 'test'`,
  ],
  'an array for a record of outputs': [
    `node((a: Flight[]) => a, 'flights', /*!*/{ a: 'train' });`,
    'the function gives an array, but the outputs of the node are a record',
  ],
  'a mapping to a wrong name': [
    `pipeline(inner, { namespace: 'cars', inputs: { /*!*/flights: 'flihgts' } });`,
    `'flihgts' is not a dataset of the catalog: did you mean 'flights'?`,
  ],
  'a mapping to other data': [
    `pipeline(inner, { outputs: { /*!*/model: 'report' } });`,
    `'report' does not hold what 'model' holds", { inside: Model; outside: string; }`,
  ],
  'a wrong name that is to stay': [
    `pipeline([inner], { namespace: 'cars', inputs: ['flights', /*!*/'ridg'] });`,
    `'ridg' is not a dataset of the catalog`,
  ],
  'a wrong parameter that is to stay': [
    `pipeline(inner, { namespace: 'cars', /*!*/parameters: 'model.rigde' });`,
    `'params:model.rigde' is not a parameter of the catalog: did you mean 'params:model.ridge'?`,
  ],
  'a mapping to a parameter of another type': [
    `pipeline(inner, { parameters: { /*!*/late_from: 'params:model.features' } });`,
    `'params:model.features' does not hold what 'late_from' holds`,
  ],
};

const cases = Object.entries(mistakes);
const snippets = cases.map(([, [code]]) => code.replace('/*!*/', ''));

describe.each(Object.keys(compilers) as (keyof typeof compilers)[])('typed, told by %s', (compiler) => {
  it('puts one readable sentence at the argument at fault', { timeout: 120_000 }, () => {
    const errors = checkSnippets(compiler, head, snippets);
    const told = cases.map(([title], index) => ({ title, errors: errors[index] }));
    expect(told).toEqual(
      cases.map(([title, [code, sentence]]) => ({
        title,
        errors: [
          {
            line: 1,
            column: code.indexOf('/*!*/') + 1,
            message: expect.stringContaining(sentence) as string,
          },
        ],
      })),
    );
  });

  it('shows the difference between the types besides the sentence', { timeout: 120_000 }, () => {
    const [errors] = checkSnippets(compiler, head, [`node((text: string) => text, 'flights', 'report');`]);
    expect(errors?.[0]?.message).toContain("Type 'Flight[]' is not assignable to type 'string'");
  });

  it('says nothing about what is right', { timeout: 120_000 }, () => {
    expect(
      checkSnippets(compiler, head, [`node(train, ['flights', 'params:model.ridge'], 'model');`]),
    ).toEqual([[]]);
  });
});
