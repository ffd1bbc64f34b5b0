import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { PlotlyJsonDataset, type PlotlyFigure } from './index.js';

testFileDataset<PlotlyFigure>({
  name: 'PlotlyJsonDataset',
  create: (options) => new PlotlyJsonDataset(options),
  sample: { data: [{ type: 'bar', x: ['a'], y: [1] }], layout: { title: { text: 'ä' } } },
  other: { data: [] },
  refused: { data: [{ type: 'bar' }, { y: new Map() }] },
});

async function roundTrip(figure: unknown): Promise<unknown> {
  const dataset = new PlotlyJsonDataset({ filepath: await temporaryPath() });
  await dataset.save(figure as never);
  return dataset.load();
}

describe('a figure', () => {
  it('is written as other libraries of Plotly write it', async () => {
    const x = [new Date('2024-02-29T12:00:00Z'), new Date(NaN)];
    const trace = { x, y: Float64Array.of(1, NaN), z: BigInt64Array.of(3n), name: undefined, size: Infinity };
    expect(await roundTrip({ data: [trace] })).toEqual({
      data: [{ x: ['2024-02-29T12:00:00.000', null], y: [1, null], z: [3], size: null }],
    });
  });

  it.each([
    ['a list', [], 'data is no figure; a figure is an object with a list of traces'],
    ['no traces', { layout: {} }, 'its "data" has to be a list of traces'],
    ['traces that are none', { data: [1] }, 'its "data" has to be a list of traces'],
    ['a layout that is none', { data: [], layout: [] }, 'its "layout" has to be an object'],
    ['a function', { data: [{ y: () => 1 }] }, 'data.data[0].y is a function'],
    ['a class', { data: [], layout: { a: new Set() } }, 'data.layout.a is a Set'],
  ])('is not %s', async (_, data, message) => {
    await expect(roundTrip(data)).rejects.toThrow(message);
  });

  it('is not any other JSON', async () => {
    const filepath = await temporaryPath();
    await writeFile(filepath, '{"rows": []}');
    await expect(new PlotlyJsonDataset({ filepath }).load()).rejects.toThrow(`${filepath} is no figure`);
  });
});
