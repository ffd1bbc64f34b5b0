import type { Plugin } from '@kedro-ts/hooks';
import { ProjectConfigError } from './errors.js';
import type { PluginEntry } from './kedro-config.js';
import type { Project } from './project.js';

/** Makes the plugins that the config lists, in its order. */
export async function resolvePlugins(project: Project): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const entry of project.config.plugins ?? []) plugins.push(await resolvePlugin(entry, project));
  return plugins;
}

async function resolvePlugin(entry: PluginEntry, { code, configFile }: Project): Promise<Plugin> {
  if (typeof entry === 'function') return entry();
  if (typeof entry !== 'string' && !isModuleWithOptions(entry)) return entry;

  const [module, options] = typeof entry === 'string' ? [entry, undefined] : entry;
  const exports = await code.importModule(module);
  const exported = exports['default'] ?? exports['plugin'] ?? onlyExport(exports);
  if (typeof exported === 'function')
    return (await (exported as (options: unknown) => unknown)(options)) as Plugin;
  if (exported !== undefined && options === undefined) return exported as Plugin;
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
  return Array.isArray(entry);
}

function onlyExport(exports: Readonly<Record<string, unknown>>): unknown {
  const values = Object.values(exports);
  return values.length === 1 ? values[0] : undefined;
}
