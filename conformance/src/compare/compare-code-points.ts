/** Compares two texts by code point, as Python does; UTF-16 units and locales give other orders. */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = left[index]!.codePointAt(0)! - right[index]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The names as an array, by code point. */
export function sortNames(names: Iterable<string>): string[] {
  return [...names].sort(compareCodePoints);
}
