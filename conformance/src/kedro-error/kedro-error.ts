/** One situation in which Kedro fails, and what corresponds to it here. */
export interface KedroError {
  /** Kedro's class. */
  readonly error: string;
  /** What Kedro's message looks like in this situation. */
  readonly pattern: RegExp;
  /** Tells situations apart that Kedro words alike. Default: this is the one. */
  readonly when?: (given: unknown) => boolean;
  /** The code of our error. */
  readonly code: string;
  /** The nodes, datasets and suggestions that Kedro's message names. Default: none. */
  readonly names?: (match: RegExpExecArray) => readonly string[];
}
