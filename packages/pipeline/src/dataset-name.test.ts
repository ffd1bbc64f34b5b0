import { describe, expect, it } from 'vitest';
import { isParameter, stripTranscoding, transcodeSplit } from './dataset-name.js';
import { InvalidDatasetNameError } from './errors.js';

describe('a dataset name', () => {
  it.each([
    ['cars', ['cars', undefined]],
    ['cars@arrow', ['cars', 'arrow']],
    ['cars@', ['cars', '']],
  ])('splits into base and format: %s', (name, parts) => {
    expect(transcodeSplit(name)).toEqual(parts);
    expect(stripTranscoding(name)).toBe('cars');
  });

  it('has one format at most', () => {
    expect(() => transcodeSplit('cars@arrow@csv')).toThrow(InvalidDatasetNameError);
    expect(() => stripTranscoding('cars@arrow@csv')).toThrow(/"cars@arrow@csv"/);
  });

  it('means parameters when it is "parameters" or starts with "params:"', () => {
    expect(['parameters', 'params:a.b', 'params', 'my_parameters'].map(isParameter)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
