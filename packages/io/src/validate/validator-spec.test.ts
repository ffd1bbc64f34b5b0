import { expect, it } from 'vitest';
import { CatalogConfigError } from '../errors.js';
import { parseValidatorSpec } from './validator-spec.js';

const DEFAULTS = {
  schema: 'Cars',
  on: ['load', 'save'],
  severity: 'error',
  enabled: true,
  each: undefined,
};

it.each([
  ['Cars', {}],
  [{ schema: 'Cars' }, {}],
  [{ class: 'Cars' }, {}],
  [{ schema: 'Cars', on: 'load' }, { on: ['load'] }],
  [{ schema: 'Cars', on: ['save'] }, { on: ['save'] }],
  [{ schema: 'Cars', true: 'save' }, { on: ['save'] }],
  [{ schema: 'Cars', True: 'save' }, { on: ['save'] }],
  [
    { schema: 'Cars', severity: 'warning', enabled: false, each: 'row' },
    { severity: 'warning', enabled: false, each: 'row' },
  ],
])('reads %j', (value, expected) => {
  expect(parseValidatorSpec('cars', value)).toEqual({ ...DEFAULTS, ...expected });
});

it.each([
  [5, /neither the name of a validator nor a mapping/],
  [['Cars'], /neither the name/],
  [{}, /has no "schema"/],
  [{ schema: 5 }, /has no "schema"/],
  ['', /has no "schema"/],
  [{ schema: 'Cars', sevrity: 'error' }, /unknown key "sevrity". Did you mean "severity"\?/],
  [{ schema: 'Cars', severity: 'fatal' }, /severity "fatal"; it must be "error" or "warning"/],
  [{ schema: 'Cars', on: 'release' }, /on: "release"; it must be/],
  [{ schema: 'Cars', on: [] }, /on: \[\]; it must be/],
  [{ schema: 'Cars', enabled: 'no' }, /enabled: "no"; it must be true or false/],
  [{ schema: 'Cars', each: 'column' }, /each: "column"; it can only be "row"/],
])('refuses %j', (value, message) => {
  const parse = (): unknown => parseValidatorSpec('cars', value);
  expect(parse).toThrow(CatalogConfigError);
  expect(parse).toThrow(message);
});
