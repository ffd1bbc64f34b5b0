import leven from 'leven';

/** Up to three known names that are spelled almost like this one, closest first. */
export function closestNames(name: string, known: Iterable<string>): string[] {
  const maxDistance = Math.max(2, Math.ceil(name.length / 3)) + 1;
  return [...new Set(known)]
    .map((candidate) => ({ candidate, distance: leven(name, candidate, { maxDistance }) }))
    .filter(
      ({ candidate, distance }) => distance < Math.min(maxDistance, Math.max(name.length, candidate.length)),
    )
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
