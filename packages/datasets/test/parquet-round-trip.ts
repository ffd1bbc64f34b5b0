import { ParquetDataset, type ParquetDatasetOptions } from '../src/parquet/index.js';
import { temporaryPath } from './temporary-folder.js';

/** What is loaded after this was saved. */
export async function parquetRoundTrip(
  data: unknown,
  options: Partial<ParquetDatasetOptions> = {},
): Promise<unknown> {
  const filepath = await temporaryPath('data.parquet');
  const dataset = new ParquetDataset({ filepath, ...options });
  await dataset.save(data as never);
  return dataset.load();
}
