import { inspect } from 'node:util';
import type { Dataset, Version } from '@kedro-ts/io';
import { asWritten } from './project-path.js';

/** A dataset of one of the classes that cases name. It knows what it was constructed with. */
export abstract class OracleDataset implements Dataset {
  readonly version: Version | undefined;
  readonly metadata: unknown;
  /** By their names in catalog.yml, without version and metadata. */
  readonly options: Readonly<Record<string, unknown>>;

  constructor(
    options: Readonly<Record<string, unknown>>,
    { version, metadata }: { readonly version?: Version; readonly metadata?: unknown },
  ) {
    this.options = options;
    this.version = version;
    this.metadata = metadata;
  }

  abstract load(): unknown;
  abstract save(data: unknown): void;

  /** A dataset around this one shows what it wraps by this. */
  describe(): Readonly<Record<string, unknown>> {
    return { oracleDataset: this };
  }

  /** Messages describe datasets; what cases look for in them has to be said, and not only to be shown. */
  [inspect.custom](): string {
    return this.constructor.name;
  }

  protected get filepath(): string {
    return asWritten(String(this.options['filepath']));
  }
}

/** Refuses options as Python's call of a constructor does. */
export function refuseOthers(others: Readonly<Record<string, unknown>>): void {
  const [first] = Object.keys(others);
  if (first !== undefined) throw new TypeError(`"${first}" is no option of it`);
}
