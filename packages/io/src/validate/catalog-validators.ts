import type { CatalogConfigResolver } from '../catalog-config-resolver.js';
import { closestNames } from '../closest-names.js';
import type { EntryContent } from '../create-dataset.js';
import { CatalogConfigError, didYouMean } from '../errors.js';
import { isParameterName } from '../parameters.js';
import { DatasetValidator, type ValidatorSource } from './dataset-validator.js';
import { parseValidatorSpec } from './validator-spec.js';

/** Schemas by the names that entries give under `validator`. */
export type Validators = Readonly<Record<string, ValidatorSource>>;

/** The key under which an entry names its validator. */
export const VALIDATOR = 'validator';

/**
 * The validators that a catalog's configuration gives to names. They belong to the names: another dataset that is registered
 * under a name is validated too.
 *
 * @throws CatalogConfigError for an entry whose validator cannot be read or is unknown; for a pattern when a name needs it.
 */
export class CatalogValidators {
  readonly #resolver: CatalogConfigResolver;
  readonly #validators: Validators;
  readonly #byName = new Map<string, DatasetValidator | undefined>();

  /**
   * @param config - of which the resolver has been made
   * @returns undefined where no entry and no pattern has a validator, so that nobody has to look for one
   */
  static fromConfig(
    config: EntryContent,
    resolver: CatalogConfigResolver,
    validators: Validators = {},
  ): CatalogValidators | undefined {
    // By keys, because lists of values take longer where there are thousands.
    for (const name in config)
      if ((config[name] as EntryContent)[VALIDATOR] !== undefined)
        return new CatalogValidators(resolver, validators);
    return undefined;
  }

  private constructor(resolver: CatalogConfigResolver, validators: Validators) {
    this.#resolver = resolver;
    this.#validators = validators;
    for (const [name, entry] of resolver.entries)
      if (VALIDATOR in entry) this.#byName.set(name, this.#create(name, entry));
  }

  /** The validator of a name; undefined where it has none. */
  get(name: string): DatasetValidator | undefined {
    if (this.#byName.has(name)) return this.#byName.get(name);
    // Parameters are not found by patterns.
    if (isParameterName(name)) return undefined;
    const entry =
      this.#resolver.entries.get(name) ?? this.#resolver.resolveByPattern(name, ['dataset', 'catch-all']);
    const validator = entry === undefined ? undefined : this.#create(name, entry);
    this.#byName.set(name, validator);
    return validator;
  }

  #create(name: string, entry: EntryContent): DatasetValidator | undefined {
    const value = entry[VALIDATOR];
    if (value === undefined || value === null) return undefined;
    const spec = parseValidatorSpec(name, value);
    if (!Object.hasOwn(this.#validators, spec.schema)) {
      const near = didYouMean(closestNames(spec.schema, Object.keys(this.#validators)));
      throw new CatalogConfigError(
        name,
        `the validator "${spec.schema}" is unknown.${near} Give it in kedro.config under "validators".`,
      );
    }
    return spec.enabled ? new DatasetValidator(name, spec, this.#validators[spec.schema]!) : undefined;
  }
}
