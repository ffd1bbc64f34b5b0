import { expect, it } from 'vitest';
import { nearMisses } from './near-misses.js';

it('names the same node inside namespaces first', () => {
  expect(nearMisses('clean', ['cleam', 'cars.clean', 'unrelated_name'])).toEqual(['cars.clean', 'cleam']);
});

it('counts a swap of two letters as one difference and takes no notice of case', () => {
  expect(nearMisses('trian', ['train', 'bring', 'TRIAN'])).toEqual(['TRIAN', 'train']);
});

it('says nothing rather than something far off', () => {
  expect(nearMisses('cars', ['companies', 'xyzq'])).toEqual([]);
});

it('names three at most', () => {
  expect(nearMisses('data1', ['data2', 'data3', 'data4', 'data5'])).toEqual(['data2', 'data3', 'data4']);
});
