import { isPromiseLike, type Dataset, type MaybePromise } from './dataset.js';
import { describeDataset } from './describe-dataset.js';
import { DatasetError, messageOf, type DatasetOperation } from './errors.js';

/** What a catalog does with datasets, by operation. */
export const ACTIONS = {
  load: (dataset: Dataset): MaybePromise<unknown> => dataset.load(),
  save: (dataset: Dataset, data: unknown): MaybePromise<void> => {
    if (isNothing(data)) throw new Error(`there is nothing to save: the value is ${String(data)}`);
    return dataset.save(data);
  },
  exists: (dataset: Dataset): MaybePromise<boolean> => dataset.exists?.() ?? false,
  release: (dataset: Dataset): MaybePromise<void> => dataset.release?.(),
  confirm: (dataset: Dataset): MaybePromise<void> => {
    if (dataset.confirm === undefined) throw new Error('it has no confirm()');
    return dataset.confirm();
  },
  'list versions': (dataset: Dataset): MaybePromise<readonly string[]> => {
    if (dataset.listVersions === undefined) throw new Error('it has no versions');
    return dataset.listVersions();
  },
} satisfies Readonly<Record<DatasetOperation, Action<unknown>>>;

/** What is done with a dataset, and with data where some is to be saved. */
export type Action<T> = (dataset: Dataset, data: unknown) => MaybePromise<T>;

/**
 * Does something with a dataset; synchronous where the dataset is, because most datasets of a run are in memory.
 *
 * @param action - one of {@link ACTIONS}; handed over, because to look it up takes longer than to do it
 * @throws DatasetError that names the dataset, with what the dataset threw as its cause.
 */
export function useDataset<T>(
  name: string,
  operation: DatasetOperation,
  dataset: Dataset,
  action: Action<T>,
  data?: unknown,
): MaybePromise<T> {
  let result: MaybePromise<T>;
  try {
    result = action(dataset, data);
  } catch (cause) {
    throw failure(name, operation, dataset, cause);
  }
  return isPromiseLike(result)
    ? result.then(undefined, (cause: unknown) => {
        throw failure(name, operation, dataset, cause);
      })
    : result;
}

function failure(name: string, operation: DatasetOperation, dataset: Dataset, cause: unknown): DatasetError {
  return new DatasetError(name, operation, messageOf(cause), {
    cause,
    description: describeDataset(dataset, operation),
  });
}

/** Tells whether there is nothing to be saved. */
export function isNothing(data: unknown): data is null | undefined {
  return data === undefined || data === null;
}
