import type { CatalogConfigResolver } from '../catalog-config-resolver.js';
import { closestNames } from '../closest-names.js';
import { UnknownLoadVersionsError } from '../errors.js';
import { generateTimestamp } from './generate-timestamp.js';
import { checkVersion, type Version } from './version.js';

/** Versions by the names of datasets, and one to save under for all of them. */
export interface CatalogVersionsOptions {
  /** Which version of a dataset is loaded; others load the newest. Default: none. */
  readonly loadVersions?: Readonly<Record<string, string>>;
  /** The version under which datasets are saved. Default: the time at which the catalog is made, the same for all of them. */
  readonly saveVersion?: string;
}

/**
 * Which versions the datasets of a catalog have.
 *
 * @throws InvalidVersionError for a version that is not the name of one folder.
 */
export class CatalogVersions {
  #saveVersion: string;
  readonly #loadVersions = new Map<string, string>();

  constructor({ loadVersions = {}, saveVersion }: CatalogVersionsOptions = {}) {
    this.#saveVersion = saveVersion === undefined ? generateTimestamp() : checkVersion(saveVersion);
    for (const [name, version] of Object.entries(loadVersions))
      this.#loadVersions.set(name, checkVersion(version));
  }

  get saveVersion(): string {
    return this.#saveVersion;
  }

  /** @throws InvalidVersionError for a version that is not the name of one folder. */
  setSaveVersion(version: string): void {
    this.#saveVersion = checkVersion(version);
  }

  /** What a dataset with versions is given. */
  versionOf(name: string): Version {
    const load = this.#loadVersions.get(name);
    return load === undefined ? { save: this.saveVersion } : { load, save: this.saveVersion };
  }

  /** The load versions of these names, for those that have one. */
  loadVersionsOf(names: Iterable<string>): Record<string, string> {
    const chosen = [...names].filter((name) => this.#loadVersions.has(name));
    return Object.fromEntries(chosen.map((name) => [name, this.#loadVersions.get(name)!]));
  }

  /** @throws UnknownLoadVersionsError when a load version is given for a name that the catalog does not describe. */
  checkNames(resolver: CatalogConfigResolver): void {
    const isDescribed = (name: string): boolean =>
      resolver.entries.has(name) || resolver.matchPattern(name, ['dataset']) !== undefined;
    const unknown = [...this.#loadVersions.keys()].filter((name) => !isDescribed(name)).sort();
    if (unknown.length === 0) return;
    const names = [...resolver.entries.keys()];
    throw new UnknownLoadVersionsError(
      unknown,
      unknown.flatMap((name) => closestNames(name, names)),
    );
  }

  /** Says that a load version changes nothing, which is hardly what was meant. */
  warnIfUnused(name: string): void {
    const load = this.#loadVersions.get(name);
    if (load === undefined) return;
    process.emitWarning(
      `Version "${load}" of dataset "${name}" was asked for, but its catalog entry does not say "versioned: true", so it has no versions.`,
      { type: 'KedroWarning', code: 'KEDRO_LOAD_VERSION_UNUSED' },
    );
  }
}
