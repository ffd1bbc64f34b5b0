import type { Plugin } from './plugin.js';

/**
 * Plugins in the order in which they are applied: lower stages first, those of one stage as they are given. One that is to come
 * `before` another stands right in front of it, whatever its stage; a name that no plugin has counts as none.
 *
 * @throws TypeError when plugins are to come before each other in a circle.
 */
export function orderPlugins(plugins: readonly Plugin[]): Plugin[] {
  const names = new Set(plugins.map(({ name }) => name));
  const free: Plugin[] = [];
  const bound = new Map<string, Plugin[]>();
  for (const plugin of plugins) {
    const { before } = plugin;
    if (before === undefined || !names.has(before)) free.push(plugin);
    else bound.set(before, [...(bound.get(before) ?? []), plugin]);
  }
  const placed = (some: readonly Plugin[]): Plugin[] =>
    [...some].sort(byStage).flatMap((plugin) => [...placed(bound.get(plugin.name) ?? []), plugin]);
  const ordered = placed(free);
  if (ordered.length < plugins.length) throw circle(plugins.filter((plugin) => !ordered.includes(plugin)));
  return ordered;
}

function byStage({ stage: a = 0 }: Plugin, { stage: b = 0 }: Plugin): number {
  return a - b;
}

function circle(plugins: readonly Plugin[]): TypeError {
  const wishes = plugins.map(({ name, before }) => `"${name}" before "${before}"`);
  return new TypeError(`Plugins cannot be put in order: ${wishes.join(', ')}. Leave out one "before".`);
}
