import { applyPlugins, type KedroHooks, type Plugin } from '@kedro-ts/hooks';
import type { Project } from './project.js';
import { checkDisabledPlugins, resolvePluginEntries, type ResolvedPlugin } from './resolve-plugins.js';

/** A plugin as one may look at it. */
export interface ListedPlugin {
  /** Of one that was disabled by its module, and so not made, the module. */
  readonly name: string;
  /** When it is called, from 1; undefined when it is disabled. */
  readonly order: number | undefined;
  readonly stage: number;
  /** The plugin before which it asks to be called. */
  readonly before: string | undefined;
  /** Where it is configured: the config file, and the index in its `plugins`. */
  readonly configFile: string;
  readonly position: number;
  /** The package or path that the config names; undefined when the plugin itself is there. */
  readonly module: string | undefined;
  readonly isDisabled: boolean;
  /** The hooks that it taps; undefined when it is disabled, because it is not applied then. */
  readonly hooks: readonly string[] | undefined;
}

/**
 * Makes and applies the plugins of a project, as main does for a run, and lets go of them again: those that take part in the order
 * in which they are called, then those that are disabled.
 */
export async function listPlugins(
  project: Project,
  without: readonly string[] = [],
): Promise<readonly ListedPlugin[]> {
  const resolved = await resolvePluginEntries(project, without);
  checkDisabledPlugins(project, resolved, without);
  const tapped = new Map<string, readonly string[]>();
  const watched = resolved.flatMap(({ isDisabled, plugin }) =>
    isDisabled || plugin === undefined ? [] : [watch(plugin, (hooks) => tapped.set(plugin.name, hooks))],
  );
  await using host = applyPlugins(watched);
  const orders = new Map(host.plugins.map(({ name }, i) => [name, i + 1]));
  const listed = resolved.map((entry) => describe(entry, project, orders, tapped));
  return listed.sort(
    (a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY) || 0,
  );
}

/** The same plugin, of which one learns what it taps. */
function watch(plugin: Plugin, onApplied: (hooks: readonly string[]) => void): Plugin {
  const { name, stage, before } = plugin;
  return {
    name,
    ...(stage !== undefined && { stage }),
    ...(before !== undefined && { before }),
    apply(hooks, scope) {
      const earlier = countTaps(hooks);
      // What it returns is looked at by whoever applies it.
      const applied: unknown = plugin.apply(hooks, scope);
      const now = countTaps(hooks);
      onApplied([...now.keys()].filter((hook) => now.get(hook) !== earlier.get(hook)));
      return applied as void;
    },
    dispose: () => plugin.dispose?.(),
  };
}

function countTaps(hooks: KedroHooks): Map<string, number> {
  const points = Object.entries(hooks) as [string, { readonly taps: readonly unknown[] }][];
  return new Map(points.map(([name, { taps }]) => [name, taps.length]));
}

function describe(
  { name, module, position, isDisabled, plugin }: ResolvedPlugin,
  { configFile }: Project,
  orders: ReadonlyMap<string, number>,
  tapped: ReadonlyMap<string, readonly string[]>,
): ListedPlugin {
  const { stage = 0, before } = plugin ?? {};
  const [order, hooks] = isDisabled ? [undefined, undefined] : [orders.get(name), tapped.get(name)];
  return { name, order, stage, before, configFile, position, module, isDisabled, hooks };
}
