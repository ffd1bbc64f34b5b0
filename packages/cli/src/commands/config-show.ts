import { openConfiguration, readOptionalConfig, type ProjectConfigLoader } from '@kedro-ts/project';
import { createSecretMask, inlineCredentials } from '../configuration/mask-secrets.js';
import { sessionOptions } from '../options/session-options.js';
import type { ConfigShowOptions } from '../program.js';
import { dumpJson, dumpYaml } from '../render/dump.js';

/** Prints what the configuration comes to, of one key or of all, without secrets. */
export async function configShow(key: string | undefined, options: ConfigShowOptions): Promise<number> {
  const { loader } = await openConfiguration(sessionOptions(options));
  const shown = key === undefined ? await readAll(loader) : { [key]: await loader.get(key) };
  const credentials = await readOptionalConfig(loader, 'credentials');
  const mask = createSecretMask(credentials, ...inlineCredentials(shown));
  const masked = mask.tree(shown) as Readonly<Record<string, unknown>>;
  const tree = key === undefined ? masked : masked[key];
  process.stdout.write(options.format === 'json' ? dumpJson(tree) : dumpYaml(tree));
  return 0;
}

/** Keys without files are left out. */
async function readAll(loader: ProjectConfigLoader): Promise<Readonly<Record<string, unknown>>> {
  const trees: [string, unknown][] = [];
  for (const key of loader.keys?.() ?? ['catalog', 'parameters', 'credentials']) {
    const tree = await readOptionalConfig(loader, key);
    if (tree !== undefined) trees.push([key, tree]);
  }
  return Object.fromEntries(trees);
}
