import { basename, join } from 'node:path';
import { closestNames } from './closest-names.js';
import { isParameterName } from './parameters.js';
import {
  describeReport,
  type DataIssue,
  type IssueCount,
  type ValidationReport,
} from './validate/validation-report.js';

/** What a catalog was doing with a dataset when it failed. */
export type DatasetOperation = 'load' | 'save' | 'exists' | 'release' | 'confirm' | 'list versions';

const PAST: Readonly<Record<DatasetOperation, string>> = {
  load: 'loaded',
  save: 'saved',
  exists: 'checked for existence',
  release: 'released',
  confirm: 'confirmed',
  'list versions': 'asked for its versions',
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

/** A version that is not the name of one folder, so that it could lead elsewhere. */
export class InvalidVersionError extends Error {
  override readonly name = 'InvalidVersionError';
  readonly code = 'KEDRO_VERSION_INVALID' as const;

  constructor(
    readonly version: unknown,
    readonly reason: string,
  ) {
    super(
      `The version ${JSON.stringify(version) ?? String(version)} ${reason}. A version is the name of a folder, such as ` +
        '"2026-11-22T10.20.30.123Z" or "v2".',
    );
  }
}

/** Versions to be loaded, given for names that the catalog does not describe; a pattern that fits every name does not count. */
export class UnknownLoadVersionsError extends Error {
  override readonly name = 'UnknownLoadVersionsError';
  readonly code = 'KEDRO_LOAD_VERSIONS_UNKNOWN' as const;

  constructor(
    /** Sorted. */
    readonly datasets: readonly string[],
    readonly suggestions: readonly string[],
  ) {
    const names = datasets.map((name) => `"${name}"`).join(', ');
    super(
      `A version to load is given for ${names}, which the catalog does not describe.${didYouMean(suggestions)} ` +
        'Give versions for names of catalog.yml, or for names that one of its patterns fits.',
    );
  }
}

/** A version to be loaded that is not there. */
export class VersionNotFoundError extends Error {
  override readonly name = 'VersionNotFoundError';
  readonly code = 'KEDRO_VERSION_NOT_FOUND' as const;

  constructor(
    /** The folder of the versions. */
    readonly filepath: string,
    /** Undefined when any version would have done. */
    readonly version: string | undefined,
    /** The versions there are, newest first. */
    readonly versions: readonly string[] = [],
  ) {
    super(
      version === undefined
        ? `there is no version in "${filepath}". Save the dataset first, or check its filepath.`
        : `there is no version "${version}" in "${filepath}".` +
            (versions.length === 0
              ? ''
              : `${didYouMean(closestNames(version, versions))} The newest is "${versions[0]}".`),
    );
  }
}

/** A version to be saved that is there already. */
export class VersionAlreadyExistsError extends Error {
  override readonly name = 'VersionAlreadyExistsError';
  readonly code = 'KEDRO_VERSION_EXISTS' as const;

  constructor(
    /** The folder of the versions. */
    readonly filepath: string,
    readonly version: string,
    options?: ErrorOptions,
  ) {
    super(
      `"${filepath}" has a version "${version}" already, and versions are never overwritten. Save under another version; each ` +
        'run has one of its own unless it is given one.',
      options,
    );
  }
}

/** A file in the place of the folder of versions, most likely from before the dataset had versions. */
export class NotVersionedError extends Error {
  override readonly name = 'NotVersionedError';
  readonly code = 'KEDRO_NOT_VERSIONED' as const;

  constructor(
    readonly filepath: string,
    options?: ErrorOptions,
  ) {
    super(
      `"${filepath}" is a file, and should be a folder of versions. If it is from before the dataset was versioned, move it to ` +
        `"${join(filepath, '<version>', basename(filepath))}" or away, or take "versioned: true" from the catalog entry.`,
      options,
    );
  }
}

/** Data that does not fit the schema that its catalog entry names under `validator`. */
export class DataValidationError extends Error implements ValidationReport {
  override readonly name = 'DataValidationError';
  readonly code = 'KEDRO_DATA_INVALID' as const;
  readonly rowsChecked: number | undefined;
  readonly rowsBad: number;
  readonly issueCount: number;
  readonly issues: readonly DataIssue[];
  readonly counts: readonly IssueCount[];

  constructor(
    readonly dataset: string,
    /** The name of the schema. */
    readonly validator: string,
    readonly on: 'load' | 'save',
    report: ValidationReport,
    /** What may be behind the issues. */
    readonly hint?: string,
  ) {
    const when = on === 'load' ? 'What was loaded from' : 'What was to be saved to';
    super(
      `${when} dataset "${dataset}" does not fit the validator "${validator}": ${describeReport(report)}` +
        (hint === undefined ? '' : `\n${hint}`),
    );
    this.rowsChecked = report.rowsChecked;
    this.rowsBad = report.rowsBad;
    this.issueCount = report.issueCount;
    this.issues = report.issues;
    this.counts = report.counts;
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

/** A shared value whose memory is used for something else by now. */
export class ValueReleasedError extends Error {
  override readonly name = 'ValueReleasedError';
  readonly code = 'KEDRO_VALUE_RELEASED' as const;

  constructor() {
    super(
      'the shared value has been released, and its memory may hold another value by now. Load it before its handle is ' +
        'released, or keep the handle.',
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
