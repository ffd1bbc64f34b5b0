/** Rows as lines of columns for a terminal. */
export function toText(rows) {
  const lines = toCells(rows);
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((cells) => cells[i].length)));
  const align = (cell, i) => (isText(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  return lines.map((cells) => cells.map(align).join('  ').trimEnd()).join('\n');
}

/** Rows as a table in Markdown, not laid out. */
export function toMarkdown(rows) {
  const [head, ...body] = toCells(rows);
  const rule = head.map((_, i) => (isText(i) ? '---' : '---:'));
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const COLUMNS = ['bench', 'n', 'ours', 'floor', 'ratio', 'goal', 'met', 'Kedro', 'Kedro / ours', 'more'];
const TEXT_COLUMNS = ['bench', 'goal', 'more'];
const SHOWN = [
  'bench',
  'n',
  'median_ms',
  'floor_ms',
  'peak_mb',
  'floor_peak_mb',
  'ratio',
  'goal',
  'ok',
  'kedro_ms',
  'kedro_peak_mb',
  'kedro_ratio',
];
const SIGNS = { '<=': '≤', '>=': '≥' };

function toCells(rows) {
  return [COLUMNS, ...rows.map(cellsOf)];
}

function cellsOf(row) {
  return [
    row.bench,
    number(row.n),
    measured(row.median_ms, row.peak_mb),
    measured(row.floor_ms, row.floor_peak_mb),
    number(row.ratio),
    (row.goal ?? '').replace(/[<>]=/g, (comparison) => SIGNS[comparison]).replaceAll('_', ' '),
    row.ok === undefined ? '' : row.ok ? 'yes' : 'NO',
    measured(row.kedro_ms, row.kedro_peak_mb),
    number(row.kedro_ratio),
    Object.entries(row)
      .filter(([key]) => !SHOWN.includes(key))
      .map(
        ([key, value]) => `${key.replaceAll('_', ' ')} ${typeof value === 'number' ? number(value) : value}`,
      )
      .join(', '),
  ];
}

function measured(ms, mb) {
  if (ms !== undefined) return `${number(ms)} ms`;
  if (mb === null) return 'Linux only';
  return mb === undefined ? '' : `${number(mb)} MB`;
}

function number(value) {
  return typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 6 }) : '';
}

function isText(column) {
  return TEXT_COLUMNS.includes(COLUMNS[column]);
}
