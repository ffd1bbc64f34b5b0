import { closestNames } from './closest-names.js';
import { isParameterName } from './parameters.js';

/** What a catalog was doing with a dataset when it failed. */
export type DatasetOperation = 'load' | 'save' | 'exists' | 'release' | 'confirm';

const PAST: Readonly<Record<DatasetOperation, string>> = {
  load: 'loaded',
  save: 'saved',
  exists: 'checked for existence',
  release: 'released',
  confirm: 'confirmed',
};

/** A dataset could not be loaded, saved or the like; `cause` is what it said itself. */
export class DatasetError extends Error {
  override readonly name: string = 'DatasetError';
  readonly code = 'KEDRO_DATASET_ERROR' as const;

  constructor(
    readonly dataset: string,
    readonly operation: DatasetOperation,
    readonly reason: string,
    options?: { readonly cause?: unknown; readonly node?: string; readonly description?: string },
  ) {
    const where = options?.node === undefined ? '' : ` by node "${options.node}"`;
    const what = options?.description ? ` (${options.description})` : '';
    super(`Dataset "${dataset}"${what} could not be ${PAST[operation]}${where}: ${reason}`, {
      cause: options?.cause,
    });
    this.node = options?.node;
    this.description = options?.description;
  }

  /** The node on whose behalf it was, where there is one. */
  readonly node: string | undefined;
  /** The dataset's class and what it says of itself. */
  readonly description: string | undefined;

  /** The same error, naming the node too. */
  withNode(node: string): DatasetError {
    const { dataset, operation, reason, cause, description, stack } = this;
    const error = new DatasetError(dataset, operation, reason, { cause, node, description });
    // A function, because a message may contain what stands for something in a replacement, such as $&.
    error.stack = stack?.replace(this.message, () => error.message);
    return error;
  }
}

/** A name that the catalog does not know. */
export class DatasetNotFoundError extends Error {
  override readonly name = 'DatasetNotFoundError';
  readonly code = 'KEDRO_DATASET_NOT_FOUND' as const;
  readonly suggestions: readonly string[];

  constructor(
    readonly dataset: string,
    known: Iterable<string>,
  ) {
    const suggestions = closestNames(dataset, known);
    super(
      `Dataset "${dataset}" is not in the catalog.${didYouMean(suggestions)} ` +
        (isParameterName(dataset)
          ? 'Add it to parameters.yml, or give it with the run.'
          : 'Add an entry to catalog.yml, or register it with catalog.set(name, dataset).'),
    );
    this.suggestions = suggestions;
  }
}

/** A catalog entry that cannot be made into a dataset. */
export class CatalogConfigError extends Error {
  override readonly name = 'CatalogConfigError';
  readonly code = 'KEDRO_CATALOG_CONFIG' as const;

  constructor(
    readonly dataset: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Catalog entry "${dataset}": ${reason}`, options);
  }
}

/** A value that cannot be handed to another worker without loss. */
export class ValueNotShareableError extends Error {
  override readonly name = 'ValueNotShareableError';
  readonly code = 'KEDRO_VALUE_NOT_SHAREABLE' as const;

  constructor(
    /** Where in the value the culprit is, such as `value.model.weights[2]`. */
    readonly path: string,
    /** The class or kind of the culprit. */
    readonly className: string,
    options?: ErrorOptions,
  ) {
    super(
      `${path} is ${className}, which cannot be handed to another worker as it is. Return plain data (numbers, strings, ` +
        'arrays, plain objects, Map, Set, Date, typed arrays) or an Arrow table, or give the dataset an entry in the catalog ' +
        'so that it is written to a file.',
      options,
    );
  }
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `Did you mean "a" or "b"?`, or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0
    ? ''
    : ` Did you mean ${suggestions.map((name) => `"${name}"`).join(' or ')}?`;
}
