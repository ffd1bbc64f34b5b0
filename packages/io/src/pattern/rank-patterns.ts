/**
 * Patterns, the most specific first: by the number of characters outside of placeholders, then by the number of placeholders,
 * then by code points.
 */
export function rankPatterns(patterns: Iterable<string>): string[] {
  return [...patterns]
    .map((text) => ({ text, literals: countLiterals(text), braces: text.split('{').length }))
    .sort((a, b) => b.literals - a.literals || b.braces - a.braces || compareCodePoints(a.text, b.text))
    .map(({ text }) => text);
}

/** Tells whether a pattern consists of placeholders alone. */
export function isCatchAll(pattern: string): boolean {
  return countLiterals(pattern) === 0;
}

function countLiterals(pattern: string): number {
  return [...pattern.replace(/\{.*?\}/g, '')].length;
}

/** Strings compare by UTF-16 units, which puts what is beyond the basic plane before some of what is in it. */
function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
