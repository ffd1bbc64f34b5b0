import { describe, expect, it } from 'vitest';
import { ConfigNode } from './config-node.js';
import { IntegralFloat } from './integral-float.js';
import { pythonText } from './python-text.js';

describe('pythonText', () => {
  it.each<[unknown, string]>([
    ['text', 'text'],
    [null, 'None'],
    [undefined, 'None'],
    [true, 'True'],
    [false, 'False'],
    [3, '3'],
    [-3, '-3'],
    [12345678901234567890n, '12345678901234567890'],
    [1.5, '1.5'],
    [-0.5, '-0.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000012345, '1.2345e-05'],
    [123456.789, '123456.789'],
    [1e-100, '1e-100'],
    [1e22, '1e+22'],
    [1.5e300, '1.5e+300'],
    [new IntegralFloat(2), '2.0'],
    [new IntegralFloat(-0), '-0.0'],
    [new IntegralFloat(1e15), '1000000000000000.0'],
    [new IntegralFloat(1e16), '1e+16'],
    [new IntegralFloat(1234567890123456768), '1.2345678901234568e+18'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [NaN, 'nan'],
    [[], '[]'],
    [{}, '{}'],
    [[1, 'two', [null]], "[1, 'two', [None]]"],
    [{ a: true, 'b c': { d: new IntegralFloat(1) } }, "{'a': True, 'b c': {'d': 1.0}}"],
    [["it's"], '["it\'s"]'],
    [['say "it\'s"'], "['say \"it\\'s\"']"],
    [['say "x"'], '[\'say "x"\']'],
    [['a\\b\n\r\t\u0000\u007f'], "['a\\\\b\\n\\r\\t\\x00\\x7f']"],
    [['é ☃ 😀'], "['é ☃ 😀']"],
    [['\u00a0\u200b\u{e0001}'], "['\\xa0\\u200b\\U000e0001']"],
    [new ConfigNode({ a: '${b}' }), "{'a': '${b}'}"],
  ])('prints %o as %s', (value, expected) => {
    expect(pythonText(value)).toBe(expected);
  });
});
