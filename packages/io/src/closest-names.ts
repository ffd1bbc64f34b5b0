import leven from 'leven';

/**
 * Up to three known names that are spelled almost like this one, closest first; less than twice as far as the closest, because
 * beside a likely one others only distract.
 */
export function closestNames(name: string, known: Iterable<string>): string[] {
  const maxDistance = Math.max(2, Math.ceil(name.length / 3)) + 1;
  const near = [...new Set(known)]
    .map((candidate) => ({ candidate, distance: distanceOf(name, candidate, maxDistance) }))
    .filter(
      ({ candidate, distance }) => distance < Math.min(maxDistance, Math.max(name.length, candidate.length)),
    )
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  const closest = near[0]?.distance ?? 0;
  return near
    .filter(({ distance }) => distance < Math.max(1, 2 * closest))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Edits of one character each; two neighbours that have changed places are one, being the most frequent slip of all. */
function distanceOf(name: string, candidate: string, maxDistance: number): number {
  return isSwapped(name, candidate) ? 1 : leven(name, candidate, { maxDistance });
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i < a.length - 1 && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
