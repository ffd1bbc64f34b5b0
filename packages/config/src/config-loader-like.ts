/**
 * What the rest of a project asks of a config loader; any object that fits may take the place of `ConfigLoader`.
 */
export interface ConfigLoaderLike {
  /**
   * The merged configuration of one key, such as `catalog` or `parameters`. Callers treat it as read-only.
   *
   * @throws MissingConfigError when nothing is configured under a key that the loader knows. Callers who can do
   *   without tell it by its `code`, `KEDRO_MISSING_CONFIG`.
   */
  get(key: string): Promise<Readonly<Record<string, unknown>>>;
}
