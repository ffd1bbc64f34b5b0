import { createSecretMask, inlineCredentials, readOptionalConfig } from '@kedro-ts/project';
import { datasetsOf, openCatalog } from '../catalog/open-catalog.js';
import type { CatalogCommandOptions } from '../program.js';
import { dumpYaml } from '../render/dump.js';

/** Prints, as YAML, the entry that each dataset of the pipelines comes to; credentials stay names, other secrets are masked. */
export async function catalogResolvePatterns(options: CatalogCommandOptions): Promise<number> {
  const { session, resolver } = await openCatalog(options);
  await using _session = session;
  const pipelines = await datasetsOf(session, resolver, options);
  const sources = pipelines.flatMap(({ datasets }) => datasets);
  const entries = Object.fromEntries(
    sources.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, entry }) => [name, entry]),
  );
  const credentials = await readOptionalConfig(session.context.configuration.loader, 'credentials');
  const mask = createSecretMask(credentials, ...inlineCredentials(entries));
  process.stdout.write(dumpYaml(mask.tree(entries)));
  return 0;
}
