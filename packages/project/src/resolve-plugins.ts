import type { Plugin } from '@kedro-ts/hooks';
import { closestNames, didYouMean } from '@kedro-ts/io';
import { ProjectConfigError } from './errors.js';
import type { PluginEntry } from './kedro-config.js';
import type { Project } from './project.js';

/** One entry of `plugins` in the config, and what it came to. */
export interface ResolvedPlugin {
  /** The index in `plugins`. */
  readonly position: number;
  /** The package or path, where the entry names one. */
  readonly module: string | undefined;
  /** Its name; of one that was disabled by its module, and so not made, the module. */
  readonly name: string;
  readonly isDisabled: boolean;
  /** Absent when it was disabled by its module. */
  readonly plugin?: Plugin;
}

/**
 * Makes the plugins that the config lists, in its order, without those that are disabled.
 *
 * @param without - names or modules of plugins that are disabled besides those of the config. Default: none
 * @throws ProjectConfigError for an entry that comes to no plugin; ProjectCodeError for a module that cannot be imported.
 */
export async function resolvePlugins(project: Project, without: readonly string[] = []): Promise<Plugin[]> {
  return enabledPlugins(await resolvePluginEntries(project, without));
}

/** The same, with the disabled ones, and where each stands. */
export async function resolvePluginEntries(
  project: Project,
  without: readonly string[] = [],
): Promise<ResolvedPlugin[]> {
  const { plugins = [], disabledPlugins = [] } = project.config;
  const disabled = new Set([...disabledPlugins, ...without]);
  const resolved: ResolvedPlugin[] = [];
  for (const [position, entry] of plugins.entries()) {
    const module = moduleOf(entry);
    if (module !== undefined && disabled.has(module)) {
      resolved.push({ position, module, name: module, isDisabled: true });
      continue;
    }
    const plugin = await resolvePlugin(entry, project);
    if (!isPlugin(plugin)) {
      throw new ProjectConfigError(
        project.configFile,
        `plugins[${position}]${module === undefined ? '' : ` (${module})`} comes to no plugin: that is an object with a name and a function apply(hooks).`,
      );
    }
    resolved.push({ position, module, name: plugin.name, isDisabled: disabled.has(plugin.name), plugin });
  }
  return resolved;
}

/** Those that take part. */
export function enabledPlugins(resolved: readonly ResolvedPlugin[]): Plugin[] {
  return resolved.flatMap(({ isDisabled, plugin }) => (isDisabled || plugin === undefined ? [] : [plugin]));
}

/**
 * Checks that what is to be left out is there; not in workers, which do not have all that main has.
 *
 * @param without - names or modules, besides those of the config
 * @param others - names of plugins that are not of the config
 * @throws ProjectConfigError with the names that come near.
 */
export function checkDisabledPlugins(
  { config, configFile }: Project,
  resolved: readonly ResolvedPlugin[],
  without: readonly string[] = [],
  others: readonly string[] = [],
): void {
  const names = [...resolved.map(({ name }) => name), ...others];
  const known = new Set([...names, ...resolved.map(({ module }) => module)]);
  const unknown = [...(config.disabledPlugins ?? []), ...without].find((name) => !known.has(name));
  if (unknown === undefined) return;
  const all = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  throw new ProjectConfigError(
    configFile,
    `the project has no plugin "${unknown}" that could be left out.${didYouMean(closestNames(unknown, names))} ${all}`,
  );
}

async function resolvePlugin(entry: PluginEntry, { code, configFile }: Project): Promise<unknown> {
  if (typeof entry === 'function') return entry();
  if (typeof entry !== 'string' && !isModuleWithOptions(entry)) return entry;

  const [module, options] = typeof entry === 'string' ? [entry, undefined] : entry;
  const exports = await code.importModule(module);
  const exported = exports['default'] ?? exports['plugin'] ?? onlyExport(exports);
  if (typeof exported === 'function') return (exported as (options: unknown) => unknown)(options);
  if (exported !== undefined && options === undefined) return exported;
  throw new ProjectConfigError(
    configFile,
    exported === undefined
      ? `the plugin module ${module} has to export its plugin, or a function that makes it, as default or as "plugin" (it exports: ${Object.keys(exports).join(', ') || 'nothing'}).`
      : `the plugin module ${module} exports a plugin, not a function that makes one, so it takes no options.`,
  );
}

function isModuleWithOptions(
  entry: PluginEntry,
): entry is readonly [string, Readonly<Record<string, unknown>>] {
  return Array.isArray(entry) && typeof entry[0] === 'string';
}

function onlyExport(exports: Readonly<Record<string, unknown>>): unknown {
  const values = Object.values(exports);
  return values.length === 1 ? values[0] : undefined;
}

function isPlugin(value: unknown): value is Plugin {
  const { name, apply } = (value ?? {}) as Partial<Plugin>;
  return typeof name === 'string' && typeof apply === 'function';
}

function moduleOf(entry: PluginEntry): string | undefined {
  const module: unknown = Array.isArray(entry) ? entry[0] : entry;
  return typeof module === 'string' ? module : undefined;
}
