import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { YamlDataset } from './index.js';

testFileDataset<unknown>({
  name: 'YamlDataset',
  create: (options) => new YamlDataset(options),
  sample: {
    at: new Date('2024-02-29'),
    mean: NaN,
    list: [1, null, true, { deep: [] }],
    'odd: key': 'ä: "b"',
  },
  other: 'text',
  refused: { rows: [{ a: 1 }, { a: undefined }] },
});

async function load(text: string): Promise<unknown> {
  const filepath = await temporaryPath();
  await writeFile(filepath, text);
  return new YamlDataset({ filepath }).load();
}

describe('loading YAML', () => {
  it('reads what Python reads', async () => {
    const text =
      'a: yes\nb: 012\nc: 1e3\nd: 1_000\ne: 2024-02-29\nf: 1:30\ng: ~\nbase: &base {x: 1}\nh:\n  <<: *base\n  y: 2\n';
    expect(await load(text)).toEqual({
      a: true,
      b: 10,
      c: '1e3',
      d: 1000,
      e: new Date('2024-02-29'),
      f: 90,
      g: null,
      base: { x: 1 },
      h: { x: 1, y: 2 },
    });
  });

  it.each(['', '\n', '# nothing\n  # but comments', '---\n', '\uFEFF'])(
    'finds nothing in %j',
    async (text) => {
      expect(await load(text)).toBeNull();
    },
  );

  it.each([
    ['half a list', 'a: 1\nb: [1,\n', /is not valid YAML at line \d, column \d/],
    ['a key twice', 'a: 1\na: 2\n', /at line 2, column 1: duplicated/],
    ['several documents', 'a: 1\n---\nb: 2\n', /single document/],
    ['a list for a key', '? [1]\n: 2\n', /complex keys/],
    ['classes of Python', 'a: !!python/object:os.system 1', /unknown/],
  ])('refuses %s', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  it('does not let a file reach the prototype of objects', async () => {
    const loaded = (await load('__proto__: {polluted: 1}')) as object;
    expect(Object.getPrototypeOf(loaded)).toBe(Object.prototype);
    expect(Object.keys(loaded)).toEqual(['__proto__']);
  });
});

describe('saving YAML', () => {
  it.each([
    [{}, 'b:\n  - 1\na:\n  c: x\n'],
    [{ indent: 4, sortKeys: true }, 'a:\n    c: x\nb:\n    - 1\n'],
    [{ flow: true }, '{b: [1], a: {c: x}}\n'],
  ])('writes with %j', async (saveArgs, expected) => {
    const filepath = await temporaryPath();
    await new YamlDataset({ filepath, saveArgs }).save({ b: [1], a: { c: 'x' } });
    expect(await readFile(filepath, 'utf8')).toBe(expected);
  });

  it('writes out an object that stands in two places', async () => {
    const filepath = await temporaryPath();
    const shared = { a: 1 };
    await new YamlDataset({ filepath }).save([shared, shared]);
    expect(await readFile(filepath, 'utf8')).toBe('- a: 1\n- a: 1\n');
  });

  it.each([
    ['bigints', { id: 1n }, 'data.id is a bigint; YAML has only numbers'],
    ['maps', [new Map()], 'data[0] is a Map'],
    ['invalid dates', { at: new Date(NaN) }, 'data.at is an invalid Date'],
    ['dates beyond the year 9999', { at: new Date('+010000-01-01') }, 'data.at is a Date'],
    ['typed arrays', new Float64Array(1), 'data is a typed array, which YAML does not know'],
  ])('refuses %s and says where', async (_, data, message) => {
    const dataset = new YamlDataset({ filepath: await temporaryPath() });
    await expect(dataset.save(data)).rejects.toThrow(message);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'yes',
      'Off',
      '012',
      '0o7',
      '1_0',
      '1:30',
      '.5',
      '1e3',
      '=',
      '<<',
      '~',
      '2024-02-29',
      '- a',
      'a: b',
      ' ',
    ),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  }));

  it('brings every value back, however it is written', async () => {
    const filepath = await temporaryPath();
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), async (data, flow) => {
        const dataset = new YamlDataset({ filepath, saveArgs: { flow } });
        await dataset.save(data);
        expect(await dataset.load()).toStrictEqual(data);
      }),
      { numRuns: 300 },
    );
  });
});
