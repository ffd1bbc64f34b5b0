/** The options of a dataset are not what it understands. */
export class DatasetOptionsError extends Error {
  override readonly name = 'DatasetOptionsError';
  readonly code = 'KEDRO_DATASET_OPTIONS' as const;

  constructor(
    /** The option that is wrong, as it is written in the catalog, such as `load_args.delimiter`. */
    readonly option: string,
    reason: string,
  ) {
    super(`"${option}" ${reason}`);
  }
}

/** There is no file where a dataset should read one. */
export class FileNotFoundError extends Error {
  override readonly name = 'FileNotFoundError';
  readonly code = 'KEDRO_FILE_NOT_FOUND' as const;

  constructor(
    readonly filepath: string,
    options?: ErrorOptions,
  ) {
    super(`there is no file at ${filepath}; save the dataset first, or correct its filepath`, options);
  }
}

/** A file does not hold what its dataset expects. */
export class FileContentError extends Error {
  override readonly name = 'FileContentError';
  readonly code = 'KEDRO_FILE_CONTENT' as const;

  constructor(
    readonly filepath: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${filepath} ${reason}`, options);
  }
}

/** A value that the format of a file cannot hold without loss. */
export class ValueNotWritableError extends Error {
  override readonly name = 'ValueNotWritableError';
  readonly code = 'KEDRO_VALUE_NOT_WRITABLE' as const;

  constructor(
    /** Where in the data the culprit is, such as `data.rows[3].when`. */
    readonly path: string,
    reason: string,
  ) {
    super(`${path} ${reason}`);
  }
}
