/** Orders texts by code point, as Kedro does; plain `<` goes by UTF-16 unit and puts U+1F600 before U+FF21. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** The names in code point order, as a new array. */
export function sortNames(names: Iterable<string>): string[] {
  return [...names].sort(compareCodePoints);
}

/** Surrogates stand for code points above U+FFFF, so they rank above the units U+E000 to U+FFFF. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
