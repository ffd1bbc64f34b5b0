import { describe, expect, it } from 'vitest';
import { compileTemplate } from './template.js';

const values = new Map<string, string | bigint>([
  ['n', 'cars'],
  ['i', 42n],
  ['m', -7n],
]);
const fill = (text: string): string => compileTemplate(text)?.(values) ?? text;

describe('a template', () => {
  it.each([
    ['data/{n}.csv', 'data/cars.csv'],
    ['{n}{n}', 'carscars'],
    ['{n', '{n'],
    ['{{n}}', '{n}'],
    ['{{{n}}}', '{cars}'],
    ['{i}', '42'],
    ['{i:d}', '42'],
    ['{i:05d}', '00042'],
    ['{m:05d}', '-0007'],
    ['{i:+}', '+42'],
    ['{i:x}{i:#X}{i:o}{i:b}', '2a0X2A52101010'],
    ['{i:*^6}|', '**42**|'],
    ['{i:<4}|{i:4}|', '42  |  42|'],
    ['{n:s}', 'cars'],
    ['{n:6}|{n:>6}|{n:.2}', 'cars  |  cars|ca'],
  ])('%j gives %j', (text, expected) => {
    expect(fill(text)).toBe(expected);
  });

  it.each([
    ['n}', /single "}"/],
    ['{n}{', /single "{"/],
    ['{}', /placeholder that the name of the pattern does not define/],
    ['{secret}', /placeholder that the name of the pattern does not define/],
    ['{n:w}', /a text cannot be written as ":w"/],
    ['{i:.2}', /a number cannot be written as ":.2"/],
    ['{i:f}', /a number cannot be written as ":f"/],
  ])('%j is refused without being quoted', (text, message) => {
    expect(() => fill(text)).toThrow(message);
    expect(() => fill(text)).not.toThrow(/secret/);
  });
});
