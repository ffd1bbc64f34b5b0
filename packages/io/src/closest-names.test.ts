import { expect, it } from 'vitest';
import { closestNames } from './closest-names.js';

it('finds names that are spelled almost the same, the closest first', () => {
  expect(closestNames('company_', ['reviews', 'companies', 'company', 'comany'])).toEqual(['company']);
  expect(closestNames('cpanies', ['company', 'companies', 'panics'])).toEqual(['companies', 'panics']);
});

it('gives three at most, in an order that does not depend on that of the names', () => {
  const known = ['ab4', 'ab2', 'ab3', 'ab1'];
  expect(closestNames('abx', known)).toEqual(['ab1', 'ab2', 'ab3']);
  expect(closestNames('abx', known.reverse())).toEqual(['ab1', 'ab2', 'ab3']);
});

it('gives a name once that is known twice', () => {
  expect(closestNames('modle', ['model', 'model'])).toEqual(['model']);
});

it('gives no short names that have nothing in common', () => {
  expect(closestNames('x', ['a', 'bc'])).toEqual([]);
  expect(closestNames('xy', ['ab'])).toEqual([]);
  expect(closestNames('a', ['ab'])).toEqual(['ab']);
});

it("gives none that is much farther than the closest, two letters in each other's place being one slip", () => {
  expect(closestNames('casr', ['cars', 'fast'])).toEqual(['cars']);
  expect(closestNames('params:limits', ['params:print', 'params:limit'])).toEqual(['params:limit']);
  const types = ['pandas.CSVDataset', 'pandas.JSONDataset', 'polars.CSVDataset'];
  expect(closestNames('pandas.CSVDatset', types)).toEqual(['pandas.CSVDataset']);
});

it('gives the name itself where it is known', () => {
  expect(closestNames('cars', ['car', 'cars'])).toEqual(['cars']);
});
