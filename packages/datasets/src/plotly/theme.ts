import { DatasetOptionsError } from '../errors.js';
import { readChoice } from '../options/read-value.js';

/** Defaults of a figure, as Plotly calls them. */
export type Template = Readonly<Record<string, unknown>>;

/** The colours of series, in their order, as in the themes of Plotly. */
export const COLORWAY: readonly string[] = [
  '#636efa',
  '#EF553B',
  '#00cc96',
  '#ab63fa',
  '#FFA15A',
  '#19d3f3',
  '#FF6692',
  '#B6E880',
  '#FF97FF',
  '#FECB52',
];

/** The colours of numbers from low to high, as in the themes of Plotly. */
export const COLORSCALE: readonly (readonly [number, string])[] = [
  '#0d0887',
  '#46039f',
  '#7201a8',
  '#9c179e',
  '#bd3786',
  '#d8576b',
  '#ed7953',
  '#fb9f3a',
  '#fdca26',
  '#f0f921',
].map((color, i, { length }) => [i / (length - 1), color] as const);

const THEMES = {
  plotly: themeOf({ text: '#2a3f5f', paper: 'white', plot: '#E5ECF6', grid: 'white', line: 'white' }),
  plotly_white: themeOf({ text: '#2a3f5f', paper: 'white', plot: 'white', grid: '#EBF0F8', line: '#EBF0F8' }),
  plotly_dark: themeOf({
    text: '#f2f5fa',
    paper: 'rgb(17,17,17)',
    plot: 'rgb(17,17,17)',
    grid: '#283442',
    line: '#506784',
  }),
  none: undefined,
} satisfies Record<string, Template | undefined>;

const NAMES = [
  'plotly',
  'plotly_white',
  'plotly_dark',
  'none',
] as const satisfies readonly (keyof typeof THEMES)[];

/** The template that a theme stands for; a mapping is one itself. */
export function readTheme(option: string, theme: unknown): Template | undefined {
  if (typeof theme === 'object' && theme !== null) {
    if (Array.isArray(theme))
      throw new DatasetOptionsError(option, 'must be the name of a theme, or a template');
    return theme as Template;
  }
  return THEMES[readChoice(option, theme, NAMES, 'plotly')];
}

interface Colours {
  readonly text: string;
  readonly paper: string;
  readonly plot: string;
  readonly grid: string;
  readonly line: string;
}

/** What the charts that are made here need of Plotly's theme of the same name. */
function themeOf({ text, paper, plot, grid, line }: Colours): Template {
  const axis = {
    automargin: true,
    gridcolor: grid,
    linecolor: line,
    ticks: '',
    title: { standoff: 15 },
    zerolinecolor: grid,
    zerolinewidth: 2,
  };
  return {
    data: {
      bar: [{ type: 'bar', marker: { line: { color: plot, width: 0.5 } } }],
      pie: [{ type: 'pie', automargin: true }],
    },
    layout: {
      autotypenumbers: 'strict',
      coloraxis: { colorbar: { outlinewidth: 0, ticks: '' } },
      colorscale: { sequential: COLORSCALE },
      colorway: COLORWAY,
      font: { color: text },
      hoverlabel: { align: 'left' },
      hovermode: 'closest',
      paper_bgcolor: paper,
      plot_bgcolor: plot,
      title: { x: 0.05 },
      xaxis: axis,
      yaxis: axis,
    },
  };
}
