import { describe, expect, it } from 'vitest';
import { CatalogConfigResolver, type CatalogConfigResolverOptions } from './catalog-config-resolver.js';
import { CatalogConfigError } from './errors.js';

const SECRET = 'hunter2';
const csv = (filepath: string): Record<string, unknown> => ({ type: 'CsvDataset', filepath });
const refusal = (action: () => unknown): CatalogConfigError => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(CatalogConfigError);
    return error as CatalogConfigError;
  }
  throw new Error('nothing was thrown');
};
const refused = (
  config: Record<string, unknown>,
  options?: CatalogConfigResolverOptions,
): CatalogConfigError => refusal(() => new CatalogConfigResolver(config, options));

describe('a name', () => {
  const resolver = new CatalogConfigResolver({
    '{name}': csv('all/{name}'),
    '{ns}.{name}': csv('{ns}/{name}'),
    '{ns}.int_{name}': csv('int/{ns}/{name}'),
    cars: csv('cars'),
    'a.int_b': csv('exact'),
  });

  it('is resolved by its own entry, else by the most specific pattern, else by the catch-all', () => {
    expect(resolver.resolve('cars')).toEqual(csv('cars'));
    expect(resolver.resolve('a.int_b')).toEqual(csv('exact'));
    expect(resolver.resolve('a.int_c')).toEqual(csv('int/a/c'));
    expect(resolver.resolve('a.b')).toEqual(csv('a/b'));
    expect(resolver.resolve('boats')).toEqual(csv('all/boats'));
    expect(resolver.resolveByPattern('a.int_b')).toEqual(csv('int/a/b'));
  });

  it('is told which patterns fit it, and where they come from', () => {
    expect(resolver.matchPattern('a.b')).toEqual({ kind: 'dataset', pattern: '{ns}.{name}' });
    expect(resolver.matchPattern('cars')).toEqual({ kind: 'catch-all', pattern: '{name}' });
    expect(resolver.matchPattern('a.b', ['catch-all'])?.pattern).toBe('{name}');
    expect(resolver.matchPattern('a.b', ['runtime'])).toEqual({ kind: 'runtime', pattern: '{default}' });
    expect(resolver.matchPattern('cars', ['dataset'])).toBeUndefined();
    expect(resolver.listPatterns()).toEqual(['{ns}.int_{name}', '{ns}.{name}', '{name}', '{default}']);
  });

  it('is a pattern when it has a placeholder', () => {
    expect(resolver.isPattern('{name}_csv')).toBe(true);
    expect(resolver.isPattern('name_csv')).toBe(false);
    expect([...resolver.entries.keys()]).toEqual(['cars', 'a.int_b']);
  });

  it('that the configuration does not know is resolved by the patterns for such names', () => {
    expect(new CatalogConfigResolver().resolve('cars')).toEqual({ type: 'kedro.io.MemoryDataset' });
    expect(new CatalogConfigResolver().resolve('')).toBeUndefined();
    const runtimePatterns = { '{x}_b': csv('b/{x}'), '{x}_{y}': csv('{x}') };
    const own = new CatalogConfigResolver({ '{x}_a': csv('a') }, { runtimePatterns });
    expect(own.listPatterns()).toEqual(['{x}_a', '{x}_b', '{x}_{y}']);
    expect(own.resolve('q_b')).toEqual(csv('b/q'));
    expect(own.resolve('q_c')).toEqual(csv('q'));
    expect(own.resolve('other')).toBeUndefined();
    expect(own.resolve('q_b', ['dataset', 'catch-all'])).toBeUndefined();
  });
});

describe('the entry of a pattern', () => {
  it('is filled in at any depth, except for keys', () => {
    const entry = {
      type: '{kind}Dataset',
      load_args: {
        list: ['{name}', ['{name}'], { key: '{name}!' }],
        count: 5,
        nothing: null,
        '{name}': true,
      },
    };
    const resolver = new CatalogConfigResolver({ '{name}_{kind}': entry });
    expect(resolver.resolve('cars_Csv')).toEqual({
      type: 'CsvDataset',
      load_args: { list: ['cars', ['cars'], { key: 'cars!' }], count: 5, nothing: null, '{name}': true },
    });
    expect(entry.load_args.list[0]).toBe('{name}');
  });

  it('does not take a key named __proto__ for a prototype', () => {
    const config = JSON.parse('{"{n}_x": {"type": "A", "o": {"__proto__": {"admin": "{n}"}}}}') as Record<
      string,
      unknown
    >;
    const { o } = new CatalogConfigResolver(config).resolve('q_x') as { o: Record<string, unknown> };
    expect(o['admin']).toBeUndefined();
    expect(Object.entries(o)).toEqual([['__proto__', { admin: 'q' }]]);
  });

  it('may have only placeholders that the name of the pattern has', () => {
    const { dataset, message } = refused({ '{name}_csv': { type: 'A', l: [{ x: '{nam}/{b}' }] } });
    expect(dataset).toBe('{name}_csv');
    expect(message).toMatch(/values use \{nam\}, \{b\}, which .* Did you mean "\{name\}"\?/);
    expect(refused({ '{n:d}_x': csv('{n}') }).message).toContain('{n}');
    expect(() => new CatalogConfigResolver({ cars: csv('{name}') })).not.toThrow();
  });

  it('may have doubled braces that the name has too, and is told whole of others', () => {
    const resolver = new CatalogConfigResolver({ '{n}_{{k}}': csv('{n}/{{k}}') });
    expect(resolver.resolve('q_{k}')).toEqual(csv('q/{k}'));
    const { message } = refused({ '{n}_{{k}}': csv('{n}/{{name}}') });
    expect(message).toContain('its values use {{name}}, which the name of the pattern does not have');
    expect(message).toMatch(/It has \{n\}, \{\{k\}\}\. .*doubled braces/i);
  });

  it('may have braces that are no placeholders, but none by itself', () => {
    expect(new CatalogConfigResolver({ '{n}_x': csv('{n') }).resolve('q_x')).toEqual(csv('{n'));
    const { dataset, message } = refusal(() =>
      new CatalogConfigResolver({ '{n}_x': { type: 'A', l: [{ a: 'n}' }] } }).resolve('q_x'),
    );
    expect(dataset).toBe('q_x');
    expect(message).toMatch(/l\[0\]\.a, made by the pattern "\{n\}_x", cannot be filled in: .*single "}"/);
  });

  it('takes numbers by their format', () => {
    const resolver = new CatalogConfigResolver({ '{n:d}_x': csv('{n:d}'), '{w:w}_y': csv('{w:w}') });
    expect(resolver.resolve('05_x')).toEqual(csv('5'));
    expect(resolver.matchPattern('a_x', ['dataset'])).toBeUndefined();
    expect(refusal(() => resolver.resolve('ab_y')).message).toMatch(/cannot be written as ":w"/);
  });
});

describe('a configuration is refused', () => {
  it.each([null, 'text', 5, [1]])('for an entry or a pattern that is %j', (entry) => {
    expect(refused({ cars: entry })).toMatchObject({ code: 'KEDRO_CATALOG_CONFIG', dataset: 'cars' });
    expect(refused({ '{n}_x': entry }).dataset).toBe('{n}_x');
  });

  it('for several patterns that fit every name', () => {
    expect(refused({ '{three}': csv('a'), '{one}{two}': csv('b') }).message).toMatch(
      /"\{one\}\{two\}", "\{three\}" fit every name/,
    );
  });

  it('for a pattern that cannot be read', () => {
    expect(refused({ '{n:tg}_x': csv('a') }).message).toMatch(/pattern cannot be read: .*\{n:tg\}/);
  });
});

describe('credentials', () => {
  const credentials = { store: { key: SECRET }, token: SECRET, named: { credentials: 'token' } };
  const entry = (name: unknown): Record<string, unknown> => ({ type: 'A', credentials: name });

  it('take the place of their name at any depth of mappings, but not in lists or in credentials', () => {
    const resolver = new CatalogConfigResolver(
      {
        cars: { ...entry('store'), fs: { deep: { credentials: 'token' } }, list: [{ credentials: 'x' }] },
        '{n}_x': { ...entry('token'), dataset: entry('store'), list: [{ credentials: 'x' }] },
        inline: entry({ key: 1 }),
        none: entry(null),
        twice: entry('named'),
      },
      { credentials },
    );
    expect(resolver.resolve('cars')).toEqual({
      ...entry({ key: SECRET }),
      fs: { deep: { credentials: SECRET } },
      list: [{ credentials: 'x' }],
    });
    expect(resolver.resolve('q_x')).toEqual({
      ...entry(SECRET),
      dataset: entry({ key: SECRET }),
      list: [{ credentials: 'x' }],
    });
    expect(resolver.resolve('inline')).toEqual(entry({ key: 1 }));
    expect(resolver.resolve('none')).toEqual(entry(null));
    expect(resolver.resolve('twice')).toEqual(entry({ credentials: 'token' }));
    expect(resolver.entries.get('cars')?.['credentials']).toBe('store');
  });

  it('that there are not are refused, at once or when the entry is resolved', () => {
    for (const name of ['cars', '{n}_x']) {
      const error = refused({ [name]: { type: 'A', fs: { credentials: 'stor' } } }, { credentials });
      expect(error.dataset).toBe(name);
      expect(error.message).toMatch(/no credentials "stor".*Did you mean "store"\?/);
      const lazy = new CatalogConfigResolver(
        { [name]: entry('stor') },
        { credentials, checkCredentials: 'when resolved' },
      );
      expect(refusal(() => lazy.resolve(name.replace('{n}', 'q'))).message).toMatch(/no credentials "stor"/);
    }
    expect(refused({ '{n}_x': entry('{n}_creds') }, { credentials: { q_creds: 1 } }).message).toContain(
      '{n}_creds',
    );
    expect(refused({ cars: entry('constructor') }).message).toContain('no credentials "constructor"');
  });

  it('have placeholders of their own filled in where a pattern names them, and are quoted in no message', () => {
    const resolver = (store: unknown): CatalogConfigResolver =>
      new CatalogConfigResolver({ '{n}_x': entry('store') }, { credentials: { store } });
    expect(resolver({ url: 'host/{n}', l: ['{n}'] }).resolve('q_x')).toEqual(
      entry({ url: 'host/q', l: ['q'] }),
    );
    for (const secret of [`{${SECRET}}`, `${SECRET}}`]) {
      const error = refusal(() => resolver({ password: secret }).resolve('q_x'));
      expect(error.message).toContain('credentials.password, made by the pattern "{n}_x"');
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(SECRET);
    }
    const inline = refused({ '{n}_x': entry({ password: `{${SECRET}}` }) });
    expect(inline.message).toContain('a placeholder in its credentials');
    expect(inline.message).not.toContain(SECRET);
  });
});
