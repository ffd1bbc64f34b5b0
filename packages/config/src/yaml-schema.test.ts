import { describe, expect, it } from 'vitest';
import { parseYaml } from './yaml.js';

describe('scalars', () => {
  it.each<[string, unknown]>([
    ['yes', true],
    ['No', false],
    ['ON', true],
    ['off', false],
    ['TRUE', true],
    ['tRUE', 'tRUE'],
    ['y', 'y'],
    ['N', 'N'],
    ['~', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['012', 10],
    ['-012', -10],
    ['0o17', '0o17'],
    ['08', '08'],
    ['0b1_01', 5],
    ['0x_1F', 31],
    ['1_000', 1000],
    ['+5', 5],
    ['_1', '_1'],
    ['0b_', '0b_'],
    ['0_', 0],
    ['-0x_F', -15],
    ['1:30', 90],
    ['190:20:30', 685230],
    ['01:30', '01:30'],
    ['1:60', '1:60'],
    ['-1:30', -90],
    ['1:30.5', 90.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-.5', '-.5'],
    ['1e3', 1000],
    ['1.5e-3', 0.0015],
    ['2E+2', 200],
    ['.5e3', '.5e3'],
    ['.5e+3', 500],
    ['1_000.5_0', 1000.5],
    ['1e400', Infinity],
    ['.inf', Infinity],
    ['-.Inf', -Infinity],
    ['.NaN', NaN],
    ['nan', 'nan'],
    ['1.2.3', '1.2.3'],
    ['2020-01-31', '2020-01-31'],
    ['2020-01-31T10:00:00Z', '2020-01-31T10:00:00Z'],
    ['9007199254740993', 9007199254740992],
    ["'5'", '5'],
    ['"yes"', 'yes'],
    ["!!int '7'", 7],
    ['!!float 3', 3],
    ["!!bool 'YES'", true],
    ['!!str 5', '5'],
    ['!!null x', null],
    ['!!binary aGVsbG8=', new TextEncoder().encode('hello')],
    [
      '!!omap [x: 1, y: 2]',
      [
        ['x', 1],
        ['y', 2],
      ],
    ],
    [
      '!!pairs [x: 1, x: 2]',
      [
        ['x', 1],
        ['x', 2],
      ],
    ],
  ])('reads %s as Kedro does', (written, value) => {
    expect(parseYaml(`a: ${written}`)).toEqual({ a: value });
    expect(parseYaml(`[${written}]`)).toEqual([value]);
  });

  it('makes all keys text', () => {
    expect(parseYaml("1: a\n2.5: b\ntrue: c\nno: d\n0x1F: e\n'': f")).toEqual({
      1: 'a',
      2.5: 'b',
      true: 'c',
      false: 'd',
      31: 'e',
      '': 'f',
    });
  });
});
