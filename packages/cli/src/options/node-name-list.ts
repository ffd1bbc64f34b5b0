import { commaList } from './comma-list.js';

/**
 * The same as {@link commaList} for names of nodes, which may have commas in square brackets: `f([x,y]) -> [z]`. Where brackets
 * do not close, commas separate as everywhere else.
 */
export function nodeNameList(text: string, earlier: readonly string[] = []): string[] {
  const items: string[] = [];
  let begin = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']') depth = Math.max(0, depth - 1);
    else if (text[i] === ',' && depth === 0) {
      items.push(text.slice(begin, i));
      begin = i + 1;
    }
  }
  const rest = text.slice(begin);
  if (depth > 0) return [...earlier, ...trimmed(items), ...commaList(rest)];
  return [...earlier, ...trimmed([...items, rest])];
}

function trimmed(items: readonly string[]): string[] {
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
