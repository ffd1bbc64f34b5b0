import type { DivergenceName } from '../divergence/divergences.js';
import { isNearest } from '../divergence/large-integers.js';
import { decodeMarkers, isOpaque } from '../oracle/markers.js';
import type { OracleCase } from '../oracle/oracle-case.js';

/** Something that Kedro answered and the packages did not. */
export interface Difference {
  /** JSON pointer into `expect`. */
  readonly at: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Compares what the packages say with what Kedro said, for one case; keeps what differs and which rules were needed. */
export class Comparison {
  readonly differences: Difference[] = [];
  readonly divergences = new Set<DivergenceName>();
  readonly #unstable: readonly string[];

  constructor(readonly oracleCase: OracleCase) {
    this.#unstable = oracleCase.unstable ?? [];
  }

  /** Notes a difference unless both are the same; objects regardless of the order of their keys. */
  equal(at: string, actual: unknown, expected: unknown): void {
    this.#compare(at, actual, decodeMarkers(expected));
  }

  /** Notes a difference. */
  differ(at: string, actual: unknown, expected: unknown): void {
    if (!this.isUnstable(at)) this.differences.push({ at, actual, expected });
  }

  /** Notes that a rule of `docs/divergences.md` was needed. */
  diverge(rule: DivergenceName): void {
    this.divergences.add(rule);
  }

  /** Whether Kedro itself answers this differently from run to run. */
  isUnstable(at: string): boolean {
    return this.#unstable.some((pointer) => at === pointer || at.startsWith(`${pointer}/`));
  }

  #compare(at: string, actual: unknown, expected: unknown): void {
    if (isOpaque(expected) || this.isUnstable(at)) return;
    if (Array.isArray(expected) && Array.isArray(actual)) return this.#compareLists(at, actual, expected);
    if (isRecord(expected) && isRecord(actual)) return this.#compareRecords(at, actual, expected);
    if (isNearest(actual, expected)) return this.diverge('large-integers');
    if (!Object.is(expected, actual) && !(expected === 0 && actual === 0)) this.differ(at, actual, expected);
  }

  /** Only the first item that differs is told: what follows it is mostly shifted. */
  #compareLists(at: string, actual: readonly unknown[], expected: readonly unknown[]): void {
    const before = this.differences.length;
    for (let index = 0; index < Math.max(actual.length, expected.length); index++) {
      const here = `${at}/${index}`;
      if (index < actual.length && index < expected.length)
        this.#compare(here, actual[index], expected[index]);
      else
        this.differ(
          here,
          index < actual.length ? actual[index] : ABSENT,
          index < expected.length ? expected[index] : ABSENT,
        );
      if (this.differences.length > before) return;
    }
  }

  #compareRecords(
    at: string,
    actual: Readonly<Record<string, unknown>>,
    expected: Readonly<Record<string, unknown>>,
  ): void {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const here = `${at}/${escapePointer(key)}`;
      if (!Object.hasOwn(expected, key)) this.differ(here, actual[key], ABSENT);
      else if (!Object.hasOwn(actual, key)) this.differ(here, ABSENT, expected[key]);
      else this.#compare(here, actual[key], expected[key]);
    }
  }
}

/** Stands for a value that is not there, which is not the same as null. */
export const ABSENT = '(nothing)';

/** A key as a part of a JSON pointer. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
