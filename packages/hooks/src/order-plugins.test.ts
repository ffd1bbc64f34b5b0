import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPlugins } from './order-plugins.js';
import { applyPlugins, type Plugin } from './plugin.js';

type Place = Pick<Plugin, 'stage' | 'before'>;

const plugin = (name: string, place: Place = {}): Plugin => ({ name, apply() {}, ...place });

function order(places: Readonly<Record<string, Place>>): string {
  const plugins = Object.entries(places).map(([name, place]) => plugin(name, place));
  return orderPlugins(plugins)
    .map(({ name }) => name)
    .join(' ');
}

describe('the order of plugins', () => {
  it.each<[string, Readonly<Record<string, Place>>, string]>([
    ['is the given one', { b: {}, a: {}, c: {} }, 'b a c'],
    ['has lower stages first, 0 being the default', { a: { stage: 1 }, b: {}, c: { stage: -1 } }, 'c b a'],
    ['keeps the given one within a stage', { a: { stage: 1 }, b: { stage: 1 }, c: {} }, 'c a b'],
    ['puts one in front of another that is listed later', { a: { before: 'c' }, b: {}, c: {} }, 'b a c'],
    ['puts one in front of another that is listed earlier', { a: {}, b: {}, c: { before: 'a' } }, 'c a b'],
    ['heeds before whatever the stages', { a: { before: 'b', stage: 9 }, b: { stage: -1 }, c: {} }, 'a b c'],
    [
      'orders those in front of one by stage',
      { x: {}, a: { before: 'x' }, b: { before: 'x', stage: -1 } },
      'b a x',
    ],
    ['follows chains', { a: { before: 'b' }, b: { before: 'c' }, d: {}, c: {} }, 'd a b c'],
    ['takes a name that nobody has as none', { a: {}, b: { before: 'not installed' }, c: {} }, 'a b c'],
  ])('%s', (_, places, expected) => {
    expect(order(places)).toBe(expected);
  });

  it('cannot be a circle, which is named', () => {
    expect(() => order({ a: {}, b: { before: 'c' }, c: { before: 'b' } })).toThrow(
      'Plugins cannot be put in order: "b" before "c", "c" before "b". Leave out one "before".',
    );
    expect(() => order({ a: { before: 'a' } })).toThrow('"a" before "a"');
  });

  it('has each plugin once, after all that are to come before it, and otherwise heeds stages', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    // Only those later in the alphabet are named, so that there is no circle.
    const place = (i: number): fc.Arbitrary<Place> =>
      fc.record(
        { stage: fc.integer({ min: -2, max: 2 }), before: fc.constantFrom(...names.slice(i + 1), 'nobody') },
        { requiredKeys: [] },
      );
    const plugins = fc
      .tuple(...names.map((name, i) => place(i).map((given) => plugin(name, given))))
      .chain((list) => fc.shuffledSubarray(list, { minLength: 1 }));
    fc.assert(
      fc.property(plugins, (given) => {
        const ordered = orderPlugins(given);
        expect([...ordered].sort(byName)).toEqual([...given].sort(byName));
        const at = new Map(ordered.map(({ name }, i) => [name, i]));
        const free = ordered.filter(({ before }) => before === undefined || !at.has(before));
        for (const { name, before } of ordered)
          if (before !== undefined && at.has(before)) expect(at.get(name)).toBeLessThan(at.get(before)!);
        const stages = free.map(({ stage = 0 }) => stage);
        expect(stages).toEqual([...stages].sort((a, b) => a - b));
      }),
    );
  });

  it('is that in which they are applied, and let go of in reverse', async () => {
    const log: string[] = [];
    const noting = (name: string, place: Place = {}): Plugin => ({
      ...plugin(name, place),
      apply: () => void log.push(`+${name}`),
      dispose: () => void log.push(`-${name}`),
    });
    const host = applyPlugins([noting('a', { stage: 1 }), noting('b'), noting('c', { before: 'b' })]);
    await host[Symbol.asyncDispose]();
    expect(log).toEqual(['+c', '+b', '+a', '-a', '-b', '-c']);
    expect(host.plugins.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });
});

function byName({ name: a }: Plugin, { name: b }: Plugin): number {
  return a < b ? -1 : 1;
}
