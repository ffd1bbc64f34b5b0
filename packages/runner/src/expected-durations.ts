import type { Node } from '@kedro-ts/pipeline';

/** How long nodes took in earlier runs, in milliseconds by name. */
export type Durations = Readonly<Record<string, number>>;

/**
 * How long each node will probably take: as long as it took before, or, if that is not known, the median of those of which it is.
 * Without any, each counts 1.
 */
export function expectDurations(nodes: readonly Node[], durations?: Durations): number[] {
  if (durations === undefined) return new Array<number>(nodes.length).fill(1);
  const known = nodes.map(({ name }) => durationOf(durations, name));
  const sorted = known.filter((duration) => duration !== undefined).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 1;
  return known.map((duration) => duration ?? median);
}

/** They may come from a file. */
function durationOf(durations: Durations, name: string): number | undefined {
  const duration = Object.hasOwn(durations, name) ? durations[name]! : undefined;
  return Number.isFinite(duration) && duration! >= 0 ? duration : undefined;
}
