/** Where a value of the configuration was written. */
export type ConfigOrigin =
  | {
      readonly source: 'file';
      /** Path relative to the conf folder, with `/` between its parts. */
      readonly file: string;
      readonly environment: string;
      /** Line of the key, from 1; of the nearest key above it when an alias or a merge key brings it in. */
      readonly line: number | undefined;
    }
  | { readonly source: 'runtime' };
