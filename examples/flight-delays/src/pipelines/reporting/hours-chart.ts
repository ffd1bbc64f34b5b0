import type { HourSummary } from './nodes.js';
import { chartOf, describeDelay, describeSource, FONT, renderSvg } from './render-svg.js';

/** Which hours and airports are shown. */
export interface ChartSettings {
  /** Share of all flights, 0 to 1, that an hour or airport must have, so that its mean is no accident. */
  readonly least_share: number;
}

/** A bar chart, as SVG, of the mean delay by planned hour; the best and the worst hour stand out. */
export function drawHoursChart(hours: readonly HourSummary[], settings: ChartSettings): Promise<string> {
  const total = hours.reduce((sum, { flights }) => sum + flights, 0);
  const shown = hours.filter(({ flights }) => flights >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || a.hour - b.hour);
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === undefined || worst === undefined)
    throw new RangeError('No hour has enough flights to be shown');

  const texts = {
    question: 'At what hour should I fly to be least delayed?',
    answer:
      `At ${nameOf(best.hour)}: flights planned for that hour arrived ${describeDelay(best.meanDelay)} on average, ` +
      `those at ${nameOf(worst.hour)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      'Planned hour = time of departure less the delay on arrival, an estimate: the data only say when an aircraft really left.',
      describeSource(total),
    ],
  };
  const values = shown.map(({ hour, meanDelay }) => ({
    hour: nameOf(hour),
    meanDelay,
    label: meanDelay.toFixed(1),
    color: hour === best.hour ? '#1a7f6b' : hour === worst.hour ? '#c8553d' : '#b4c2cf',
  }));
  return renderSvg(
    chartOf({ width: 860, height: 300 }, texts, {
      data: [{ name: 'hours', values }],
      scales: [
        {
          name: 'x',
          type: 'band',
          domain: { data: 'hours', field: 'hour' },
          range: 'width',
          paddingInner: 0.22,
          paddingOuter: 0,
        },
        { name: 'y', domain: { data: 'hours', field: 'meanDelay' }, range: 'height', zero: true, nice: true },
      ],
      axes: [
        {
          orient: 'bottom',
          scale: 'x',
          domain: false,
          ticks: false,
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: '#3d4c5c',
          labelPadding: 8,
        },
      ],
      marks: [
        {
          type: 'text',
          encode: {
            enter: {
              x: { value: 0 },
              y: { value: -10 },
              text: { value: 'Mean delay on arrival in minutes, by planned hour of departure' },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: '#76838f' },
            },
          },
        },
        {
          type: 'rect',
          from: { data: 'hours' },
          encode: {
            enter: {
              x: { scale: 'x', field: 'hour' },
              width: { scale: 'x', band: 1 },
              y: { scale: 'y', field: 'meanDelay' },
              y2: { scale: 'y', value: 0 },
              fill: { field: 'color' },
            },
          },
        },
        {
          type: 'text',
          from: { data: 'hours' },
          encode: {
            enter: {
              x: { scale: 'x', field: 'hour', band: 0.5 },
              y: { scale: 'y', signal: 'max(datum.meanDelay, 0)', offset: -5 },
              align: { value: 'center' },
              text: { field: 'label' },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: '#1c2733' },
            },
          },
        },
      ],
    }),
  );
}

/** `6 a.m.`, `noon`, `3 p.m.` */
function nameOf(hour: number): string {
  if (hour === 0) return 'midnight';
  if (hour === 12) return 'noon';
  return hour < 12 ? `${hour} a.m.` : `${hour - 12} p.m.`;
}
