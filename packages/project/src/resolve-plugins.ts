import type { Plugin } from '@kedro-ts/hooks';
import { ProjectConfigError } from './errors.js';
import type { PluginEntry } from './kedro-config.js';
import type { Project } from './project.js';

/**
 * Makes the plugins that the config lists, in its order.
 *
 * @throws ProjectConfigError for an entry that comes to no plugin; ProjectCodeError for a module that cannot be imported.
 */
export async function resolvePlugins(project: Project): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const [index, entry] of (project.config.plugins ?? []).entries()) {
    const plugin = await resolvePlugin(entry, project);
    if (!isPlugin(plugin)) {
      throw new ProjectConfigError(
        project.configFile,
        `plugins[${index}]${nameOf(entry)} comes to no plugin: that is an object with a name and a function apply(hooks).`,
      );
    }
    plugins.push(plugin);
  }
  return plugins;
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

function nameOf(entry: PluginEntry): string {
  const module: unknown = Array.isArray(entry) ? entry[0] : entry;
  return typeof module === 'string' ? ` (${module})` : '';
}
