export { PlotlyDataset } from './plotly-dataset.js';
export { PlotlyJsonDataset } from './plotly-json-dataset.js';
export type { PlotlyFigure } from './figure.js';
export type { PlotlySaved } from './plotly-dataset.js';
export type { PlotlyArgs, PlotlyChart, PlotlyDatasetOptions } from './resolve-plotly-options.js';
export type { PlotlyJsonDatasetOptions } from './resolve-plotly-json-options.js';
