import type { CatalogConfig, DataCatalog } from '@kedro-ts/io';
import { takeStep, type StepSpec } from '../catalog/take-step.js';
import { attemptAsync, type Attempt } from '../kind/attempt.js';

/**
 * The rule `failed-entry-stays`: an entry of which no dataset could be made leaves Kedro's catalog with the attempt, and stays in
 * ours. It has to fail for the same reason again, and without it the answer to a step has to be Kedro's.
 */
export class FailedEntries {
  readonly #messages = new Map<string, string>();

  get names(): readonly string[] {
    return [...this.#messages.keys()];
  }

  /** Notes an attempt that failed here and in Kedro. */
  add(name: string, thrown: Error): void {
    this.#messages.set(name, thrown.message);
  }

  /** Whether there are any, and each fails for the same reason again. */
  async stay(catalog: DataCatalog): Promise<boolean> {
    for (const [name, message] of this.#messages) {
      const { thrown } = await attemptAsync(() => catalog.get(name));
      if (!(thrown instanceof Error) || thrown.message !== message) return false;
    }
    return this.#messages.size > 0;
  }

  /**
   * The answer to a step without these entries.
   *
   * @param other - a catalog that never had them, to be asked in the place of one that did not know them any more
   */
  async leaveOut(
    step: StepSpec,
    { value, thrown }: Attempt<unknown>,
    other: DataCatalog,
  ): Promise<Attempt<unknown>> {
    const [operation, name] = step;
    if (this.#messages.has(String(name))) return attemptAsync(() => takeStep(other, step));
    if (operation === 'to_config' && thrown === undefined)
      return { value: this.#leaveOutOf(value as CatalogConfig) };
    if (operation === 'len') return { value: (value as number) - this.#messages.size };
    return Array.isArray(value)
      ? { value: value.filter((item: unknown) => !this.#messages.has(String(item))) }
      : { value, thrown };
  }

  #leaveOutOf(config: CatalogConfig): CatalogConfig {
    const others = Object.entries(config.catalog).filter(([name]) => !this.#messages.has(name));
    const written = JSON.stringify(others);
    const used = Object.entries(config.credentials).filter(([name]) =>
      written.includes(JSON.stringify(name)),
    );
    return { ...config, catalog: Object.fromEntries(others), credentials: Object.fromEntries(used) };
  }
}
