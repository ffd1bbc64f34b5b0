export { ParquetDataset } from './parquet-dataset.js';
export type { ParquetColumnValues, ParquetLoaded, ParquetRow, ParquetSaved } from './parquet-dataset.js';
export type {
  ParquetCodec,
  ParquetDatasetOptions,
  ParquetShape,
  ParquetType,
} from './resolve-parquet-options.js';
