import type { ConfigLoaderLike } from '@kedro-ts/config';
import {
  createSecretMask,
  inlineCredentials,
  openConfiguration,
  readOptionalConfig,
  readParameters,
  type ProjectConfigLoader,
} from '@kedro-ts/project';
import { sessionOptions } from '../options/session-options.js';
import type { ConfigShowOptions } from '../program.js';
import { dumpJson, dumpYaml } from '../render/dump.js';

/**
 * Prints what the configuration comes to, of one key or of all, without secrets; parameters as nodes get them, or as they are
 * written.
 */
export async function configShow(key: string | undefined, options: ConfigShowOptions): Promise<number> {
  const session = sessionOptions(options);
  const configuration = await openConfiguration(session);
  const { loader, project } = configuration;
  const isRaw = options.raw === true || project.config.parametersSchema === undefined;
  const reader: ConfigLoaderLike = {
    get: (name) =>
      name === 'parameters' && !isRaw
        ? readParameters(configuration, session.runtimeParams)
        : loader.get(name),
  };
  const shown = key === undefined ? await readAll(reader, keysOf(loader)) : { [key]: await reader.get(key) };
  const credentials = await readOptionalConfig(loader, 'credentials');
  const mask = createSecretMask(credentials, ...inlineCredentials(shown));
  const masked = mask.tree(shown) as Readonly<Record<string, unknown>>;
  const tree = key === undefined ? masked : masked[key];
  process.stdout.write(options.format === 'json' ? dumpJson(tree) : dumpYaml(tree));
  return 0;
}

function keysOf(loader: ProjectConfigLoader): readonly string[] {
  return loader.keys?.() ?? ['catalog', 'parameters', 'credentials'];
}

/** Keys that hold nothing are left out: some may be read without a file. */
async function readAll(
  reader: ConfigLoaderLike,
  keys: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const trees: [string, unknown][] = [];
  for (const key of keys) {
    const tree = (await readOptionalConfig(reader, key)) ?? {};
    if (Object.keys(tree).length > 0) trees.push([key, tree]);
  }
  return Object.fromEntries(trees);
}
