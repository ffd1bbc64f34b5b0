import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { PlotlyDataset, type PlotlyArgs, type PlotlyFigure, type PlotlySaved } from './index.js';

const COLORS = ['#636efa', '#EF553B', '#00cc96'];
const rows = [
  { kind: 'a', delay: 1.5, n: 1, at: new Date('2024-01-01') },
  { kind: 'b', delay: 2, n: 2, at: new Date('2024-01-02') },
  { kind: 'a', delay: null, n: 3, at: new Date('2024-01-03') },
  { kind: 'c', delay: 4, n: 4, at: new Date('2024-01-04T10:00:00Z') },
];
const bar = { type: 'bar', fig: { x: 'kind', y: 'n' }, theme: 'none' } as const;

testFileDataset<PlotlySaved>({
  name: 'PlotlyDataset',
  create: (options) => new PlotlyDataset({ ...options, plotlyArgs: bar }),
  sample: rows.slice(0, 2),
  other: [{ kind: 'z', n: 0 }],
  refused: [
    { kind: 'a', n: 1 },
    { kind: 'b', n: new Map() },
  ],
  loaded: {
    data: [
      {
        type: 'bar',
        name: '',
        legendgroup: '',
        showlegend: false,
        orientation: 'v',
        x: ['a', 'b'],
        y: [1, 2],
        xaxis: 'x',
        yaxis: 'y',
        marker: { color: COLORS[0] },
        alignmentgroup: 'True',
        offsetgroup: '',
        textposition: 'auto',
        hovertemplate: 'kind=%{x}<br>n=%{y}<extra></extra>',
      },
    ],
    layout: {
      margin: { t: 60 },
      legend: { tracegroupgap: 0 },
      xaxis: { anchor: 'y', domain: [0, 1], title: { text: 'kind' } },
      yaxis: { anchor: 'x', domain: [0, 1], title: { text: 'n' } },
      barmode: 'relative',
    },
  },
  savesLoaded: false,
  entry: { plotly_args: bar },
});

async function draw(plotlyArgs: PlotlyArgs, data: PlotlySaved = rows): Promise<PlotlyFigure> {
  const dataset = new PlotlyDataset({ filepath: await temporaryPath(), plotlyArgs });
  await dataset.save(data);
  return dataset.load();
}

describe('a chart of rows', () => {
  it('has a series for each value of a column, in the order of the rows', async () => {
    const { data, layout } = await draw({
      type: 'bar',
      fig: { x: 'kind', y: 'n', color: 'kind', barmode: 'group', title: 'Hi' },
    });
    expect(data).toMatchObject([
      { name: 'a', x: ['a', 'a'], y: [1, 3], marker: { color: COLORS[0] }, showlegend: true },
      { name: 'b', x: ['b'], y: [2], marker: { color: COLORS[1] } },
      { name: 'c', x: ['c'], y: [4], marker: { color: COLORS[2] } },
    ]);
    expect(layout).toMatchObject({
      barmode: 'group',
      title: { text: 'Hi' },
      legend: { title: { text: 'kind' } },
    });
  });

  it('colours bars and points by a column of numbers on a scale', async () => {
    const { data, layout } = await draw({
      type: 'scatter',
      fig: { x: 'n', y: 'delay', color: 'delay', size: 'n' },
    });
    expect(data).toMatchObject([
      {
        mode: 'markers',
        marker: {
          color: [1.5, 2, null, 4],
          coloraxis: 'coloraxis',
          size: [1, 2, 3, 4],
          sizemode: 'area',
          sizeref: 0.01,
        },
      },
    ]);
    expect(layout).toMatchObject({
      coloraxis: { colorbar: { title: { text: 'delay' } } },
      legend: { itemsizing: 'constant' },
    });
  });

  it('has a series for each column of a list', async () => {
    const { data, layout } = await draw({ type: 'line', fig: { y: ['n', 'delay'] } });
    expect(data).toMatchObject([
      {
        type: 'scatter',
        mode: 'lines',
        name: 'n',
        x: [0, 1, 2, 3],
        y: [1, 2, 3, 4],
        line: { color: COLORS[0] },
      },
      { name: 'delay', x: [0, 1, 2, 3], y: [1.5, 2, null, 4], line: { color: COLORS[1] } },
    ]);
    expect(layout).toMatchObject({
      xaxis: { title: { text: 'index' } },
      yaxis: { title: { text: 'value' } },
      legend: { title: { text: 'variable' } },
    });
  });

  it('can be a line over dates, with markers, labels, and axes of its own', async () => {
    const fig = {
      x: 'at',
      y: 'n',
      markers: true,
      log_y: true,
      range_y: [1, 100],
      labels: { n: 'Number' },
      color_discrete_sequence: ['red'],
    };
    const { data, layout } = await draw({ type: 'line', fig });
    expect(data).toMatchObject([
      {
        mode: 'lines+markers',
        x: ['2024-01-01T00:00:00.000', {}, {}, '2024-01-04T10:00:00.000'].map((x) =>
          typeof x === 'string' ? x : (expect.any(String) as string),
        ),
        line: { color: 'red' },
      },
    ]);
    expect(layout).toMatchObject({ yaxis: { type: 'log', range: [0, 2], title: { text: 'Number' } } });
  });

  it.each([
    [{ x: 'n', nbins: 2 }, { orientation: 'v', x: [1, 2, 3, 4], nbinsx: 2, bingroup: 'x' }, 'n', 'count'],
    [{ y: 'n' }, { orientation: 'h', y: [1, 2, 3, 4], bingroup: 'y' }, 'count', 'n'],
    [
      { x: 'n', histnorm: 'percent', barmode: 'overlay' },
      { histnorm: 'percent', marker: { opacity: 0.5 } },
      'n',
      'percent',
    ],
    [{ x: 'kind', y: 'n' }, { histfunc: 'sum' }, 'kind', 'sum of n'],
    [{ x: 'n', y: 'kind', histfunc: 'avg' }, { histfunc: 'avg', orientation: 'h' }, 'avg of n', 'kind'],
  ])('can be a histogram of %j', async (fig, trace, x, y) => {
    const { data, layout } = await draw({ type: 'histogram', fig });
    expect(data).toMatchObject([trace]);
    expect(layout).toMatchObject({ xaxis: { title: { text: x } }, yaxis: { title: { text: y } } });
  });

  it.each([
    [{ x: 'kind', y: 'n', points: 'all' }, [{ orientation: 'v', x: ['a', 'b', 'a', 'c'], boxpoints: 'all' }]],
    [{ x: 'n' }, [{ orientation: 'h', x: [1, 2, 3, 4] }]],
    [
      { y: ['n', 'delay'] },
      [{ x: ['n', 'n', 'n', 'n', 'delay', 'delay', 'delay', 'delay'], y: [1, 2, 3, 4, 1.5, 2, null, 4] }],
    ],
    [{ y: 'n', color: 'kind' }, [{ name: 'a' }, { name: 'b' }, { name: 'c' }]],
  ])('can be boxes of %j', async (fig, traces) => {
    expect((await draw({ type: 'box', fig })).data).toMatchObject(traces);
  });

  it('can be a pie', async () => {
    const { data } = await draw({ type: 'pie', fig: { names: 'kind', values: 'n', hole: 0.3 } });
    expect(data).toMatchObject([
      { type: 'pie', labels: ['a', 'b', 'a', 'c'], values: [1, 2, 3, 4], hole: 0.3 },
    ]);
  });

  it.each([
    [{ x: 'kind', y: 'n' }, 'v'],
    [{ x: 'n', y: 'kind' }, 'h'],
    [{ x: 'n' }, 'h'],
    [{ y: 'n' }, 'v'],
    [{ x: 'kind', y: 'n', orientation: 'h' }, 'h'],
  ])('has bars that lie as the columns %j say', async (fig, orientation) => {
    expect((await draw({ type: 'bar', fig })).data).toMatchObject([{ orientation }]);
  });

  it('takes columns and Arrow tables', async () => {
    for (const data of [
      { kind: ['a'], n: Int32Array.of(1) },
      tableFromArrays({ kind: ['a'], n: Int32Array.of(1) }),
    ])
      expect((await draw(bar, data)).data).toMatchObject([{ x: ['a'], y: [1] }]);
  });

  it('has a theme, and a layout that comes last', async () => {
    const { layout } = await draw({
      ...bar,
      theme: 'plotly_dark',
      layout: { font_color: 'red', xaxis_title: 'Kinds' },
    });
    expect(layout).toMatchObject({
      template: { layout: { paper_bgcolor: 'rgb(17,17,17)' } },
      font: { color: 'red' },
      xaxis: { title: { text: 'Kinds' } },
    });
    expect((await draw({ ...bar, theme: { layout: { colorway: ['red'] } } })).layout).toMatchObject({
      template: { layout: { colorway: ['red'] } },
    });
    expect((await draw(bar)).layout).not.toHaveProperty('template');
  });

  it('names near columns when the data has none of a name', async () => {
    await expect(draw({ type: 'bar', fig: { x: 'kid', y: 'n' } })).rejects.toThrow(
      /"plotly_args\.fig\.x" names the column "kid", which the data does not have\. Did you mean "kind"/,
    );
  });
});

describe('the arguments of a chart', () => {
  it.each([
    [undefined, /"plotly_args\.type" is missing; it is one of bar, scatter, line, pie, histogram, box/],
    [{ type: 'violin' }, /"plotly_args\.type" is "violin"/],
    [{ type: 'bar', fig: { colour: 'a' } }, /"plotly_args\.fig\.colour" is no option.*Did you mean "color"/],
    [{ type: 'bar', fig: { nbins: 5 } }, /"plotly_args\.fig\.nbins" is no option/],
    [{ type: 'bar', fig: { x: 5 } }, /must be a list of column names/],
    [{ type: 'bar', fig: { color: ['a'] } }, /"plotly_args\.fig\.color" must be the name of a column/],
    [{ type: 'bar', fig: { x: ['a'], y: ['b'] } }, /only one of them can be/],
    [{ type: 'bar', fig: { y: ['b'], color: 'a' } }, /has a colour already/],
    [{ type: 'bar', fig: { opacity: 2 } }, /must be a number from 0 to 1/],
    [{ type: 'bar', fig: { range_x: [1] } }, /must be a list of two values/],
    [{ type: 'bar', layout: [] }, /"plotly_args\.layout" must be a mapping/],
    [{ type: 'bar', theme: 'plotly_drak' }, /Did you mean "plotly_dark"/],
    [{ type: 'bar', themes: 'a' }, /Did you mean "theme"/],
  ])('%j are refused', (plotlyArgs, message) => {
    expect(() => new PlotlyDataset({ filepath: 'a', plotlyArgs } as never)).toThrow(message);
  });
});
