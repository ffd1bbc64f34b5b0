/** The rule `large-integers`: of an integer that a number cannot hold, there is the nearest number. */
export function isNearest(actual: unknown, expected: unknown): boolean {
  return (
    typeof expected === 'bigint' && !Number.isSafeInteger(Number(expected)) && actual === Number(expected)
  );
}
