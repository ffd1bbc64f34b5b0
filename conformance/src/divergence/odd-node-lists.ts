/**
 * The rule `odd-node-lists`: a list of names of nodes has items without a name in it, or brackets that do not close. What Kedro
 * made of the rest of it has to come out the same, in order; and of brackets that do not close nothing may be lost.
 */
export function isOddNodeList(text: string, actual: readonly string[], recorded: readonly string[]): boolean {
  const names = recorded.map((name) => name.replace(/^[\s,]+/, '').trimEnd()).filter((name) => name !== '');
  if (areBracketsClosed(text)) return /(?:^|,)\s*(?:,|$)/.test(text) && isSame(actual, names);
  const pieces = text.split(',').map((piece) => piece.trim());
  const isWhole = actual.join() === pieces.filter((piece) => piece !== '').join();
  return isWhole && isSame(actual.slice(0, names.length), names);
}

function areBracketsClosed(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === '[') depth++;
    else if (letter === ']' && --depth < 0) return false;
  }
  return depth === 0;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, index) => name === others[index]);
}
