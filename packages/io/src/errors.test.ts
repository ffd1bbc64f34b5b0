import { expect, it } from 'vitest';
import { DatasetError, DatasetNotFoundError } from './errors.js';

it('tells the node too, and keeps everything else', () => {
  const cause = new Error('disk full');
  const error = new DatasetError('cars', 'save', 'disk full', { cause, description: 'CsvDataset' });
  const named = error.withNode('clean');
  expect(named).toMatchObject({
    message: 'Dataset "cars" (CsvDataset) could not be saved by node "clean": disk full',
    code: 'KEDRO_DATASET_ERROR',
    dataset: 'cars',
    operation: 'save',
    reason: 'disk full',
    node: 'clean',
    description: 'CsvDataset',
    cause,
  });
  expect(named.stack).toContain(named.message);
  expect(named.stack?.split('\n').slice(1)).toEqual(error.stack?.split('\n').slice(1));
});

it('leaves dollar signs in a message alone when it names the node', () => {
  const named = new DatasetError('prices', 'load', "bad cell $& in column $1, $' and $$").withNode('clean');
  expect(named.stack).toContain(named.message);
});

it('tells where an unknown dataset, and an unknown parameter, are to be added', () => {
  expect(new DatasetNotFoundError('cars', ['car']).message).toMatch(/Did you mean "car"\?.*catalog\.yml/);
  expect(new DatasetNotFoundError('params:rate', ['params:rates']).message).toMatch(
    /Did you mean "params:rates"\?.*parameters\.yml/,
  );
});
