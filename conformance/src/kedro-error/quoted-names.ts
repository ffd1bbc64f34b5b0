/** The texts that stand in Python's quotes, in order. */
export function quotedNames(text: string): string[] {
  return [...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs)].map(([, single, double]) =>
    (single ?? double ?? '').replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter),
  );
}

/** The names in a list that is joined by commas. */
export function listedNames(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(', ');
}

/** Whether a message has a name in it: in JSON quotes, or not as a part of a longer name (but with its namespace before it). */
export function isNamed(message: string, name: string): boolean {
  if (message.includes(JSON.stringify(name))) return true;
  if (name === '') return false;
  for (let at = message.indexOf(name); at !== -1; at = message.indexOf(name, at + 1)) {
    const isStart = !/[\p{L}\p{N}_@:-]$/u.test(message.slice(0, at));
    const after = message.slice(at + name.length);
    const isEnd = !/^(?:[\p{L}\p{N}_@-]|[.:][\p{L}\p{N}_])/u.test(after);
    if (isStart && (isEnd || (isFile(name) && /^:\d+\b/.test(after)))) return true;
  }
  return false;
}

/** What may be followed by a line and a column. */
function isFile(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
