import { ConfigLoader } from '../src/config-loader.js';
import type { ConfigLoaderOptions } from '../src/options.js';
import { confFolder } from './conf-folder.js';

/** A loader over a conf folder with these files; the folder of the base environment is always there. */
export async function loaderOf(
  files: Readonly<Record<string, string>>,
  options: Omit<ConfigLoaderOptions, 'confSource'> = {},
): Promise<ConfigLoader> {
  return new ConfigLoader({ confSource: await confFolder({ 'base/': '', ...files }), ...options });
}
