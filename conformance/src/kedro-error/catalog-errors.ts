import type { KedroError } from './kedro-error.js';
import { groups, listed, quoted } from './named-in.js';
import { quotedNames } from './quoted-names.js';

const DATASET_ERROR = { error: 'DatasetError', code: 'KEDRO_CATALOG_CONFIG' } as const;

/** The dataset, and its class without the modules that Python has it in. */
const datasetAndClass = ([, dataset, path, ...rest]: RegExpExecArray): string[] => [
  dataset!,
  path!.split('.').at(-1)!,
  ...rest.filter((text) => text !== undefined),
];

/** How a catalog cannot be made, or one of its datasets; where several situations fit, the first. */
export const catalogErrors: readonly KedroError[] = [
  {
    ...DATASET_ERROR,
    pattern: /^Catalog entry '(.*)' is not a valid dataset configuration\./s,
    names: groups,
  },
  {
    ...DATASET_ERROR,
    pattern: /^Multiple catch-all patterns found in the catalog: (.*)\. Only one catch-all pattern/s,
    names: listed,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^Incorrect dataset configuration provided\. Keys used in the configuration (\{.*\}) should present in the dataset pattern name (.*)\.$/s,
    names: ([, placeholders, pattern]) => [
      ...quotedNames(placeholders!).map((placeholder) => placeholder.replace(/[{}]/g, '')),
      pattern!,
    ],
  },
  {
    error: 'KeyError',
    pattern: /^["']Unable to find credentials \\?'(.*?)\\?': check your data catalog/s,
    code: 'KEDRO_CATALOG_CONFIG',
    names: groups,
  },
  {
    error: 'DatasetNotFoundError',
    pattern: /^'load_versions' keys \[(.*)\] are not found in the catalog\.$/s,
    code: 'KEDRO_LOAD_VERSIONS_UNKNOWN',
    names: listed,
  },

  // One dataset.
  {
    ...DATASET_ERROR,
    pattern: /^An exception occurred when parsing config for dataset (.*?):\n'type' is missing/s,
    names: quoted,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^An exception occurred when parsing config for dataset '(.*?)':\nEmpty module name\. Invalid dataset path: '(.*?)'\./s,
    names: groups,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^An exception occurred when parsing config for dataset '(.*?)':\n.* Please install the missing dependencies for (.*?):\n/s,
    names: groups,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^An exception occurred when parsing config for dataset '(.*?)':\nDataset type '(.*?)' is invalid/s,
    names: groups,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^An exception occurred when parsing config for dataset '(.*?)':\n'type' class path does not support relative paths/s,
    names: groups,
  },
  {
    ...DATASET_ERROR,
    pattern: /\nDataset '(.*?)' must only contain arguments valid for the constructor of '(.*?)'\.$/s,
    names: datasetAndClass,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /\nDataset '(.*?)' cannot be instantiated\. Please implement the missing abstract methods in '(.*?)'\.$/s,
    names: datasetAndClass,
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^\nCached datasets should specify that they are (versioned) .*\nFailed to instantiate dataset '(.*?)' of type '(.*?)'\.$/s,
    names: ([, versioned, dataset]) => [versioned!, dataset!],
  },
  {
    ...DATASET_ERROR,
    pattern:
      /^\nThe argument type of '(dataset)' should be .*\nFailed to instantiate dataset '(.*?)' of type '(.*?)'\.$/s,
    names: ([, option, dataset]) => [option!, dataset!],
  },
  {
    // What the constructor said is its author's.
    ...DATASET_ERROR,
    pattern: /^\n(.*)\.\nFailed to instantiate dataset '(.*?)' of type '(.*?)'\.$/s,
    names: ([, reason, dataset, path]) => [reason!, dataset!, path!.split('.').at(-1)!],
  },
  {
    // Kedro looks at the mode when something is saved, we when the dataset is made, which saving does first.
    ...DATASET_ERROR,
    pattern: /^(.*?): Invalid copy mode: (.*)\. Possible values/s,
    names: groups,
  },
];
