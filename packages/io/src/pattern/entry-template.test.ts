import { describe, expect, it } from 'vitest';
import { compileEntry, type EntryContext } from './entry-template.js';

const context = (name: string, credentials = {}): EntryContext => ({
  name: `${name}_x`,
  values: new Map([['n', name]]),
  credentials,
});

describe('the entry of a pattern', () => {
  it('is a new one for each name, to the last list', () => {
    const content = { type: 'A', load_args: { columns: ['id'], rows: [{ at: 1 }], title: '{n}' } };
    const entry = compileEntry('{n}_x', content);
    const first = entry(context('cars'));
    expect(first).toEqual({ type: 'A', load_args: { columns: ['id'], rows: [{ at: 1 }], title: 'cars' } });
    const { load_args: args } = first as typeof content;
    args.columns.push('day');
    args.rows[0]!.at = 2;
    expect(entry(context('boats'))).toEqual({
      type: 'A',
      load_args: { columns: ['id'], rows: [{ at: 1 }], title: 'boats' },
    });
    expect(content.load_args.columns).toEqual(['id']);
  });

  it('keeps values that are neither text, lists nor mappings', () => {
    const when = new Date(0);
    expect(compileEntry('{n}_x', { when, none: null, count: 5 })(context('cars'))).toEqual({
      when,
      none: null,
      count: 5,
    });
  });

  it('takes its credentials from those that are given with the name', () => {
    const entry = compileEntry('{n}_x', { credentials: 'store', list: [{ credentials: 'store' }] });
    const filled = (store: unknown): unknown => entry(context('cars', { store }));
    const list = [{ credentials: 'store' }];
    expect(filled({ url: 'a/{n}' })).toEqual({ credentials: { url: 'a/cars' }, list });
    expect(filled({ url: 'b/{n}' })).toEqual({ credentials: { url: 'b/cars' }, list });
    expect(filled('text')).toEqual({ credentials: 'text', list });
    expect(() => entry(context('cars'))).toThrow(/"cars_x": there are no credentials "store"/);
  });
});
