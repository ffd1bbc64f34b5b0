/** The kinds of recorded questions this harness can ask. */
export type CaseKind =
  | 'pipeline_algebra'
  | 'pipeline_errors'
  | 'node_names'
  | 'resume'
  | 'run_semantics'
  | 'catalog_resolution'
  | 'config_loader'
  | 'params';

/** One recorded question and Kedro's answer; what `in` and `expect` hold depends on the kind. */
export interface OracleCase<In = unknown, Expect = unknown> {
  readonly id: string;
  /** What a hand-shaped case is about, or `random`. */
  readonly tag?: string;
  readonly in: In;
  readonly expect: Expect;
  /** Why the question has no counterpart outside Python. */
  readonly python_only?: string;
  /** JSON pointers into `expect` to values that vary between runs of Kedro itself. */
  readonly unstable?: readonly string[];
}

/** How Kedro failed, and who raised: Kedro, the case's own functions, or Python. */
export interface RecordedError {
  readonly error: string;
  readonly message: string;
  readonly origin: string;
}

/** Tells a recorded error from a recorded value. */
export function isRecordedError(answer: unknown): answer is RecordedError {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}
