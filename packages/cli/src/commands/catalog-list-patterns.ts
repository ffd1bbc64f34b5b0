import { CatalogConfigResolver } from '@kedro-ts/io';
import { openConfiguration, readOptionalConfig } from '@kedro-ts/project';
import { namedCredentials } from '../configuration/named-credentials.js';
import type { ConfigurationCommandOptions } from '../options/configuration-options.js';
import { sessionOptions } from '../options/session-options.js';
import { columns } from '../render/columns.js';
import { createPaint } from '../render/paint.js';

/** Prints the patterns of the catalog with the type of what they make, in the order in which they are tried. */
export async function catalogListPatterns(options: ConfigurationCommandOptions): Promise<number> {
  const { loader } = await openConfiguration(sessionOptions(options));
  const config = (await readOptionalConfig(loader, 'catalog')) ?? {};
  const resolver = new CatalogConfigResolver(config, { credentials: namedCredentials(config) });
  const paint = createPaint(process.stdout, process.env);
  const rows = resolver.listPatterns().map((pattern) => {
    const { type = IN_MEMORY } = (config[pattern] ?? {}) as { readonly type?: unknown };
    return [pattern, { text: typeof type === 'string' ? type : '', paint: paint.faint }];
  });
  process.stdout.write(`${columns(rows).join('\n')}\n`);
  return 0;
}

/** The last pattern comes with every catalog. */
const IN_MEMORY = 'in memory';
