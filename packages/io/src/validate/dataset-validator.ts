import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { OnWarning } from '../catalog.js';
import { isPromiseLike, type MaybePromise } from '../dataset.js';
import { CatalogConfigError, DatasetError, DataValidationError, messageOf } from '../errors.js';
import { rowsOf } from './rows.js';
import { explainTextColumn } from './text-column.js';
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
   * @param onWarning - Default: `process.emitWarning`
   * @throws DataValidationError for data that does not fit the schema.
   * @throws CatalogConfigError when there is no schema where one should be.
   * @throws DatasetError when the schema fails, or there are no rows to be validated one by one.
   */
  validate(on: ValidationMoment, data: unknown, onWarning?: OnWarning): MaybePromise<unknown> {
    if (!this.#spec.on.includes(on)) return data;
    const schema = this.#schema ?? this.#findSchema();
    return isPromiseLike(schema)
      ? schema.then((found) => this.#validate(found, { on, data, onWarning }))
      : this.#validate(schema, { on, data, onWarning });
  }

  #validate(schema: StandardSchemaV1, given: Given): MaybePromise<unknown> {
    const { on, data } = given;
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
      ? validation.then((settled) => this.#conclude(given, settled), fail)
      : this.#conclude(given, validation);
  }

  #conclude({ on, data, onWarning = emitWarning }: Given, validation: DataValidation): unknown {
    if (validation.valid) return validation.value;
    const { report } = validation;
    const hint = on === 'load' ? explainTextColumn(data, report.issues) : undefined;
    const error = new DataValidationError(this.#dataset, this.#spec.schema, on, report, hint);
    if (this.#spec.severity === 'error') throw error;
    onWarning(error);
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

/** Data to be validated, and who is told if it only deserves a warning. */
interface Given {
  readonly on: ValidationMoment;
  readonly data: unknown;
  readonly onWarning: OnWarning | undefined;
}

function emitWarning({ message, code }: Parameters<OnWarning>[0]): void {
  process.emitWarning(message, { type: 'KedroWarning', code });
}

function validateEachRow(schema: StandardSchemaV1, data: unknown): MaybePromise<DataValidation> {
  const rows = rowsOf(data);
  if (rows !== undefined) return validateRows(schema, rows);
  throw new TypeError(
    'the data has no rows; each: row is for arrays, columns of one length, and Arrow tables',
  );
}
