import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isPromiseLike, type MaybePromise } from '../dataset.js';
import { CatalogConfigError, DatasetError, DataValidationError, messageOf } from '../errors.js';
import { rowsOf } from './rows.js';
import { validateRows, validateWhole, type DataValidation } from './validate-data.js';
import { isStandardSchema } from './validate-with-schema.js';
import type { ValidationMoment, ValidatorSpec } from './validator-spec.js';

/** A schema that follows Standard Schema v1, or a function that gives one, called when it is first needed. */
export type ValidatorSource = StandardSchemaV1 | (() => MaybePromise<StandardSchemaV1>);

/** Validates what is loaded from a dataset or saved to it. */
export class DatasetValidator {
  readonly #dataset: string;
  readonly #spec: ValidatorSpec;
  readonly #source: ValidatorSource;
  #schema: StandardSchemaV1 | undefined;

  constructor(dataset: string, spec: ValidatorSpec, source: ValidatorSource) {
    this.#dataset = dataset;
    this.#spec = spec;
    this.#source = source;
  }

  /**
   * The data as the schema makes it; as it is where bad data is only warned of. Synchronous where the schema is and has been
   * imported.
   *
   * @throws DataValidationError for data that does not fit the schema.
   * @throws CatalogConfigError when there is no schema where one should be.
   * @throws DatasetError when the schema fails, or there are no rows to be validated one by one.
   */
  validate(on: ValidationMoment, data: unknown): MaybePromise<unknown> {
    if (!this.#spec.on.includes(on)) return data;
    const schema = this.#schema ?? this.#findSchema();
    return isPromiseLike(schema)
      ? schema.then((found) => this.#validate(found, on, data))
      : this.#validate(schema, on, data);
  }

  #validate(schema: StandardSchemaV1, on: ValidationMoment, data: unknown): MaybePromise<unknown> {
    const fail = (cause: unknown): never => {
      const reason = `its validator "${this.#spec.schema}" failed: ${messageOf(cause)}`;
      throw new DatasetError(this.#dataset, on, reason, { cause });
    };
    let validation: MaybePromise<DataValidation>;
    try {
      validation = this.#spec.each === 'row' ? validateEachRow(schema, data) : validateWhole(schema, data);
    } catch (cause) {
      return fail(cause);
    }
    return isPromiseLike(validation)
      ? validation.then((settled) => this.#conclude(on, data, settled), fail)
      : this.#conclude(on, data, validation);
  }

  #conclude(on: ValidationMoment, data: unknown, validation: DataValidation): unknown {
    if (validation.valid) return validation.value;
    const error = new DataValidationError(this.#dataset, this.#spec.schema, on, validation.report);
    if (this.#spec.severity === 'error') throw error;
    process.emitWarning(error.message, { type: 'KedroWarning', code: error.code });
    return data;
  }

  #findSchema(): MaybePromise<StandardSchemaV1> {
    const keep = (schema: unknown): StandardSchemaV1 => {
      if (isStandardSchema(schema)) return (this.#schema = schema);
      throw this.#refuse(
        'is no schema: it lacks "~standard". Take one of zod, valibot, arktype or the like.',
      );
    };
    const fail = (cause: unknown): never => {
      throw this.#refuse(`cannot be imported: ${messageOf(cause)}`, cause);
    };
    const source = this.#source;
    if (isStandardSchema(source) || typeof source !== 'function') return keep(source);
    let given: unknown;
    try {
      given = source();
    } catch (cause) {
      return fail(cause);
    }
    return isPromiseLike(given) ? Promise.resolve(given).catch(fail).then(keep) : keep(given);
  }

  #refuse(reason: string, cause?: unknown): CatalogConfigError {
    return new CatalogConfigError(this.#dataset, `the validator "${this.#spec.schema}" ${reason}`, { cause });
  }
}

function validateEachRow(schema: StandardSchemaV1, data: unknown): MaybePromise<DataValidation> {
  const rows = rowsOf(data);
  if (rows !== undefined) return validateRows(schema, rows);
  throw new TypeError(
    'the data has no rows; each: row is for arrays, columns of one length, and Arrow tables',
  );
}
