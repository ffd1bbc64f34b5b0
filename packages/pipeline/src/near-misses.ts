const limit = 3;

/**
 * The candidates most like a name that was not found, best first, at most three.
 *
 * A candidate that ends in `.name` (the same node inside a namespace) comes first; the others may differ from the
 * name by at most two fifths of the longer length, counted as optimal string alignment distance without regard to case.
 */
export function nearMisses(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate.endsWith(`.${name}`)) {
      found.push({ candidate, distance: -1 });
      continue;
    }
    const allowed = Math.floor(Math.max(name.length, candidate.length) * 0.4);
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const distance = alignmentDistance(wanted, candidate.toLowerCase());
    if (distance <= allowed) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

/** The near misses of several names together, without repetitions; only the first five names are looked at. */
export function nearMissesOfAll(names: readonly string[], candidates: Iterable<string>): string[] {
  const all = [...candidates];
  return [...new Set(names.slice(0, 5).flatMap((name) => nearMisses(name, all)))];
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other. */
function alignmentDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, beforeLast[column - 2]! + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
