import { CatalogConfigResolver } from '@kedro-ts/io';
import { createSession, DEFAULT_PIPELINE, readOptionalConfig, type Session } from '@kedro-ts/project';
import { namedCredentials } from '../configuration/named-credentials.js';
import { pluginsOptions } from '../options/plugins-option.js';
import { sessionOptions } from '../options/session-options.js';
import type { CatalogCommandOptions } from '../program.js';
import { findSource, type DatasetSource } from './find-source.js';

/** The datasets of a pipeline, without its parameters, in the order of their names. */
export interface PipelineDatasets {
  readonly pipeline: string;
  readonly datasets: readonly DatasetSource[];
}

/**
 * The project around the working folder, with the configuration of its catalog as it is written: entries name their
 * credentials.
 */
export async function openCatalog(
  options: CatalogCommandOptions,
): Promise<{ readonly session: Session; readonly resolver: CatalogConfigResolver }> {
  const session = await createSession({ ...sessionOptions(options), ...pluginsOptions(options) });
  const config = (await readOptionalConfig(session.context.configuration.loader, 'catalog')) ?? {};
  return { session, resolver: new CatalogConfigResolver(config, { credentials: namedCredentials(config) }) };
}

/** The datasets of the pipelines that were asked for; of all, beginning with the default one, if none were. */
export async function datasetsOf(
  session: Session,
  resolver: CatalogConfigResolver,
  { pipelines = [], pipeline = [] }: CatalogCommandOptions,
): Promise<PipelineDatasets[]> {
  const asked = [...pipelines, ...pipeline];
  const all = session.pipelines.names.length === 0 ? [] : [DEFAULT_PIPELINE, ...session.pipelines.names];
  const found: PipelineDatasets[] = [];
  for (const name of new Set(asked.length > 0 ? asked : all)) {
    const { datasets } = await session.pipeline([name]);
    const names = [...datasets].filter((dataset) => !/^(parameters$|params:)/.test(dataset)).sort();
    const sources = names.map((dataset) => findSource(dataset, session.context.catalog, resolver));
    found.push({ pipeline: name, datasets: sources });
  }
  return found;
}
