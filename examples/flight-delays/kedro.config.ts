import { defineConfig } from '@kedro-ts/project';
import { timings } from './src/plugins/timings.js';

export default defineConfig({
  plugins: [timings()],
  runner: 'sequential',
  datasetTypes: {
    VegaDataset: () => import('./src/datasets/vega-dataset.js').then(({ VegaDataset }) => VegaDataset),
  },
});
