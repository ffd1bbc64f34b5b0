import type { NodeSpec } from '../spec/spec.js';

/** Whether nodes form more than one circle, so that it is up to chance which one is found. */
export function hasSeveralCycles(specs: readonly NodeSpec[]): boolean {
  const children = findChildren(specs);
  const onCycles = [...children.keys()].filter((index) => reach(children, index).has(index));
  // Where there is one circle only, each of its nodes has exactly one child on it.
  const childrenOnCycles = onCycles.map(
    (index) => [...children[index]!].filter((child) => onCycles.includes(child)).length,
  );
  const isOneWay = childrenOnCycles.every((count) => count === 1);
  return !isOneWay || onCycles.some((index) => reach(children, index).size < onCycles.length);
}

function findChildren(specs: readonly NodeSpec[]): ReadonlySet<number>[] {
  const reads = specs.map(({ inputs }) => new Set(basesOf(inputs)));
  return specs.map(({ outputs }) => {
    const written = basesOf(outputs);
    return new Set(reads.flatMap((bases, index) => (written.some((base) => bases.has(base)) ? [index] : [])));
  });
}

function reach(children: readonly ReadonlySet<number>[], from: number): Set<number> {
  const reached = new Set(children[from]);
  for (const index of reached) for (const child of children[index]!) reached.add(child);
  return reached;
}

function basesOf(names: unknown): string[] {
  const list = typeof names === 'string' ? [names] : Object.values(names ?? {});
  return list.filter((name) => typeof name === 'string').map((name) => name.split('@')[0]!);
}
