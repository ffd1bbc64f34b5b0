import { expect, it } from 'vitest';
import { dumpJson, dumpYaml } from './dump.js';

class Vault {}

it('writes YAML that reads the same in old and new versions of it, however long lines get', () => {
  const long = 'word '.repeat(40).trim();
  const shared = [1];
  expect(dumpYaml({ a: 'yes', b: '012', c: '2026-11-22', d: long, e: shared, f: shared })).toBe(
    `a: 'yes'\nb: '012'\nc: '2026-11-22'\nd: ${long}\ne:\n  - 1\nf:\n  - 1\n`,
  );
});

it('writes numbers that JSON does not know as the text that they are in YAML', () => {
  const value = { limits: [Infinity, -Infinity, NaN, 1.5] };
  expect(JSON.parse(dumpJson(value))).toEqual({ limits: ['.inf', '-.inf', '.nan', 1.5] });
});

it('shows as text what is no plain data', () => {
  const value = { when: new Date(0), big: 10n, none: undefined, vault: new Vault(), list: [new Date(NaN)] };
  const shown = {
    when: '1970-01-01T00:00:00.000Z',
    big: '10',
    none: null,
    vault: '[object Object]',
    list: ['Invalid Date'],
  };
  expect(JSON.parse(dumpJson(value))).toEqual(shown);
  expect(dumpYaml(value)).toContain('when: 1970-01-01T00:00:00.000Z\n'.replace(/: (.*)\n/, ": '$1'\n"));
});
