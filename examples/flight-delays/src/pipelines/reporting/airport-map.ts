import type { Mark } from 'vega';
import type { ChartSettings } from './hours-chart.js';
import type { AirportSummary } from './nodes.js';
import { chartOf, describeDelay, describeSource, FONT, renderSvg } from './render-svg.js';

/** How many of the best and of the worst airports are named on the map. */
const NAMED = 3;
const THRESHOLDS = [4, 7, 10, 13];
const COLORS = ['#1a7f6b', '#86c2ab', '#f0d9a8', '#e39a63', '#c8553d'];

/**
 * A map, as SVG, of the airports by the mean delay of the flights that left there.
 *
 * @param states - the TopoJSON of vega-datasets, with an object `states`
 */
export function drawAirportMap(
  airports: readonly AirportSummary[],
  states: object,
  settings: ChartSettings,
): Promise<string> {
  const total = airports.reduce((sum, { flights }) => sum + flights, 0);
  const shown = airports.filter(({ flights }) => flights >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || (a.iata < b.iata ? -1 : 1));
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === undefined || worst === undefined)
    throw new RangeError('No airport has enough flights to be shown');
  const named = new Set([...byDelay.slice(0, NAMED), ...byDelay.slice(-NAMED)].map(({ iata }) => iata));

  const texts = {
    question: 'From which airport should I fly to be least delayed?',
    answer:
      `From ${placeOf(best)}: flights from there arrived ${describeDelay(best.meanDelay)} on average, ` +
      `those from ${placeOf(worst)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      `The ${shown.length} airports with at least ${settings.least_share * 100} % of the flights; the area of a circle is their number.`,
      describeSource(total),
    ],
  };
  const values = shown.map((airport) => ({
    ...airport,
    label: named.has(airport.iata) ? `${airport.iata} ${airport.meanDelay.toFixed(1)}` : '',
  }));
  return renderSvg(
    chartOf({ width: 860, height: 490 }, texts, {
      projections: [{ name: 'map', type: 'albersUsa', scale: 1080, translate: [405, 235] }],
      data: [
        { name: 'states', values: states, format: { type: 'topojson', feature: 'states' } },
        {
          name: 'airports',
          values,
          transform: [
            { type: 'geopoint', projection: 'map', fields: ['longitude', 'latitude'], as: ['x', 'y'] },
            // Puerto Rico and Guam have no place on this map.
            { type: 'filter', expr: 'isValid(datum.x) && isValid(datum.y)' },
          ],
        },
      ],
      scales: [
        {
          name: 'size',
          type: 'sqrt',
          domain: { data: 'airports', field: 'flights' },
          zero: true,
          range: [0, 900],
        },
        { name: 'color', type: 'threshold', domain: THRESHOLDS, range: COLORS },
      ],
      legends: [
        {
          fill: 'color',
          type: 'symbol',
          orient: 'none',
          legendX: 770,
          legendY: 350,
          title: ['Mean delay', 'in minutes'],
          symbolType: 'circle',
          symbolSize: 110,
          titleFont: FONT,
          titleFontSize: 12,
          titleFontWeight: 'normal',
          titleColor: '#76838f',
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: '#3d4c5c',
        },
      ],
      marks: [
        {
          type: 'shape',
          from: { data: 'states' },
          encode: { enter: { fill: { value: '#eef1f4' }, stroke: { value: '#ffffff' } } },
          transform: [{ type: 'geoshape', projection: 'map' }],
        },
        {
          type: 'symbol',
          from: { data: 'airports' },
          encode: {
            enter: {
              x: { field: 'x' },
              y: { field: 'y' },
              size: { scale: 'size', field: 'flights' },
              fill: { scale: 'color', field: 'meanDelay' },
              fillOpacity: { value: 0.9 },
              stroke: { value: '#ffffff' },
              strokeWidth: { value: 1 },
            },
          },
        },
        ...labelMarks(),
      ],
    }),
  );
}

/** The names of airports: first their white halo, which keeps them readable on circles, then the letters. */
function labelMarks(): Mark[] {
  const halo = {
    stroke: { value: '#ffffff' },
    strokeWidth: { value: 4 },
    strokeJoin: { value: 'round' },
  } as const;
  return [halo, { fill: { value: '#1c2733' } }].map((look): Mark => ({
    type: 'text',
    from: { data: 'airports' },
    encode: {
      enter: {
        x: { field: 'x' },
        y: { field: 'y', offset: { signal: "-6 - sqrt(scale('size', datum.flights) / PI)" } },
        align: { value: 'center' },
        text: { field: 'label' },
        font: { value: FONT },
        fontSize: { value: 12 },
        fontWeight: { value: 'bold' },
        ...look,
      },
    },
  }));
}

function placeOf({ city, iata }: AirportSummary): string {
  return `${city} (${iata})`;
}
