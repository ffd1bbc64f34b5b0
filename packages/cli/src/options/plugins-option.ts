import { Option } from 'commander';
import { commaList } from './comma-list.js';

/** What commands that make the plugins of the project may be given, as commander names it. */
export interface PluginsCommandOptions {
  readonly withoutPlugin?: readonly string[];
}

/** `--without-plugin`. */
export function withoutPluginOption(): Option {
  return new Option('--without-plugin <names>', 'leave these plugins of the project out').argParser(
    commaList,
  );
}

/** What the option means for a session. */
export function pluginsOptions({ withoutPlugin = [] }: PluginsCommandOptions): {
  readonly withoutPlugins: readonly string[];
} {
  return { withoutPlugins: withoutPlugin };
}
