import { describe, expect, it } from 'vitest';
import { parseAmount } from './resource-amount.js';

describe('an amount of a resource', () => {
  it.each([
    [4, 4],
    [0.5, 0.5],
    [0, 0],
    ['512', 512],
    ['512B', 512],
    ['1kB', 1_000],
    ['1KiB', 1_024],
    ['2GB', 2_000_000_000],
    [' 1.5 GiB ', 1_610_612_736],
    ['250mb', 250_000_000],
    ['3MiB', 3_145_728],
    ['1tb', 1_000_000_000_000],
  ])('%j is %d', (amount, value) => {
    expect(parseAmount(amount)).toBe(value);
  });

  it.each([
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'GB',
    '2 gigs',
    '2G',
    '-1GB',
    '1e3',
    '1constructor',
    null,
    true,
  ])('%j is none', (amount) => {
    expect(parseAmount(amount)).toBeUndefined();
  });
});
