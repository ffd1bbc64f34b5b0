import leven from 'leven';

/** A sentence with the known names that look like the given one, with a space before it; empty when there is none. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearMisses(name, known);
  return near.length === 0 ? '' : ` Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`;
}

/** Up to three known names that begin with this one or differ from it by at most a third of its length, nearest first. */
export function nearMisses(name: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.ceil(name.length / 3));
  return known
    .map((candidate) => ({ candidate, edits: leven(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => candidate !== name && (edits <= limit || candidate.startsWith(name)))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
