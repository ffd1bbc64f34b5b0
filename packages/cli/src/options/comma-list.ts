/** Adds the items of a comma list to those of earlier uses of the option; spaces around items and empty items go. */
export function commaList(text: string, earlier: readonly string[] = []): string[] {
  const items = text.split(',').map((item) => item.trim());
  return [...earlier, ...items.filter((item) => item !== '')];
}
