import { expect, it } from 'vitest';
import { updateLayout } from './update-layout.js';

it.each([
  [{}, { xaxis_title: 'X' }, { xaxis: { title: { text: 'X' } } }],
  [
    { xaxis: { title: { text: 'a' }, anchor: 'y' } },
    { xaxis_title: 'X' },
    { xaxis: { title: { text: 'X' }, anchor: 'y' } },
  ],
  [
    { xaxis: { anchor: 'y' } },
    { xaxis: { title: 'X', tickangle: 30 } },
    { xaxis: { anchor: 'y', title: { text: 'X' }, tickangle: 30 } },
  ],
  [{}, { title: 'T', title_x: 0.5, title_font_size: 9 }, { title: { text: 'T', x: 0.5, font: { size: 9 } } }],
  [
    {},
    { title_text: 'T', legend_title_text: 'L' },
    { title: { text: 'T' }, legend: { title: { text: 'L' } } },
  ],
  [{}, { paper_bgcolor: 'white', plot_bgcolor: 'black' }, { paper_bgcolor: 'white', plot_bgcolor: 'black' }],
  [{ shapes: [1] }, { shapes: [2], showlegend: false }, { shapes: [2], showlegend: false }],
  [{ legend: 1 }, { legend: { x: 1 } }, { legend: { x: 1 } }],
])('changes %j by %j', (layout, changes, expected) => {
  expect(updateLayout(layout, changes)).toEqual(expected);
});

it('does not change what it was given, nor the prototype of objects', () => {
  const layout = { xaxis: { title: { text: 'a' } } };
  const updated = updateLayout(
    layout,
    JSON.parse('{"__proto__": {"polluted": 1}, "xaxis": {"title": "b"}}') as object as Record<
      string,
      unknown
    >,
  );
  expect(layout).toEqual({ xaxis: { title: { text: 'a' } } });
  expect(Object.getPrototypeOf(updated)).toBe(Object.prototype);
  expect(Object.hasOwn(updated, '__proto__')).toBe(true);
});
