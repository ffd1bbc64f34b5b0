import { describe, expect, it } from 'vitest';
import { DatasetOptionsError } from '../errors.js';
import { readKeys } from './read-keys.js';

const known = ['rowGroupSize', 'codec'] as const;

describe('reading keys', () => {
  it('takes snake_case and camelCase alike', () => {
    expect(readKeys({ row_group_size: 1, codec: 'gzip' }, known)).toEqual({ rowGroupSize: 1, codec: 'gzip' });
    expect(readKeys({ rowGroupSize: 1 }, known)).toEqual({ rowGroupSize: 1 });
  });

  it('refuses a key that is given in both ways', () => {
    expect(() => readKeys({ row_group_size: 1, rowGroupSize: 2 }, known)).toThrow(/twice/);
  });

  it('names an unknown key, near ones, and all known ones as they are written in a catalog', () => {
    const read = (): unknown => readKeys({ row_groop_size: 1 }, known, { under: 'save_args' });
    expect(read).toThrow(DatasetOptionsError);
    expect(read).toThrow(
      '"save_args.row_groop_size" is no option of this dataset. Did you mean "row_group_size"? It understands: row_group_size, codec.',
    );
  });

  it('translates the names of other libraries', () => {
    const read = (): unknown =>
      readKeys({ compression: 'gzip' }, known, { elsewhere: { compression: 'codec' } });
    expect(read).toThrow(/Here it is called "codec"/);
  });

  it('does not mistake members of all objects for options', () => {
    expect(() => readKeys(JSON.parse('{"__proto__": 1}'), known)).toThrow(/__proto__/);
    expect(() => readKeys({ constructor: 1 }, known, { elsewhere: {} })).toThrow(/is no option/);
  });

  it('reads an absent mapping as an empty one, and refuses what is no mapping', () => {
    expect(readKeys(undefined, known)).toEqual({});
    expect(readKeys(null, known)).toEqual({});
    expect(() => readKeys(['codec'], known, { under: 'save_args' })).toThrow(/"save_args" must be a mapping/);
    expect(() => readKeys('codec', known)).toThrow(/must be a mapping/);
  });
});
