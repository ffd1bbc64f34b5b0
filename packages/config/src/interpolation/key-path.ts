/** The keys of a path as OmegaConf reads it: `a.b`, `a[b]` and `[a].b` are `a` and `b`. */
export function splitKeyPath(path: string): string[] {
  const start = path.search(/[^.]/);
  let position = start < 0 ? path.length : endOfKey(path, start);
  const keys = path.slice(0, position).split('.');
  if (path[position] === '[' && keys.at(-1) === '') keys.pop();
  while (position < path.length) {
    const opener = path[position];
    const end = opener === '.' ? endOfKey(path, position + 1) : path.indexOf(']', position);
    if ((opener === '.' || opener === '[') && end >= 0) {
      keys.push(path.slice(position + 1, end));
      position = opener === '.' ? end : end + 1;
    } else {
      // A bracket without its partner, or text between a bracket and the next dot, means nothing.
      position++;
    }
  }
  return keys;
}

/** The index that a key is in Python's notation of integers; undefined when it is none. */
export function parseIndex(key: string): number | undefined {
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(key) ? Number(key.replaceAll('_', '')) : undefined;
}

function endOfKey(path: string, start: number): number {
  const length = path.slice(start).search(/[.[]/);
  return length < 0 ? path.length : start + length;
}
