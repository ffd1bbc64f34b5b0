import type { ConfigMapping, MergeStrategy } from '@kedro-ts/config';
import type { Catalog } from '@kedro-ts/io';
import { createSession } from '@kedro-ts/project';
import { makeFolder } from './temporary-folder.js';

/** A project that is all about parameters. */
export interface ParametersProject {
  /** Text of `parameters.yml`, by environment. Default: there is no such file. */
  readonly base?: string | undefined;
  readonly local?: string | undefined;
  readonly mergeStrategy?: Readonly<Record<string, MergeStrategy>> | undefined;
  readonly runtimeParams?: ConfigMapping | undefined;
}

/** The parameters in a catalog, in its order, as cases record them. */
export interface RecordedParameters {
  readonly datasets: readonly (readonly [name: string, value: unknown])[];
  readonly order_of_keys: readonly string[];
}

/** Opens a project, and gives what its catalog has. */
export async function openProject({
  base,
  local,
  mergeStrategy,
  runtimeParams,
}: ParametersProject): Promise<RecordedParameters> {
  const files = {
    'kedro.config.json': JSON.stringify({ configLoader: { mergeStrategy } }),
    ...(base !== undefined && { 'conf/base/parameters.yml': base }),
    ...(local !== undefined && { 'conf/local/parameters.yml': local }),
  };
  await using folder = await makeFolder(files, ['conf/base', 'conf/local', 'src']);
  const options = { cwd: folder.path, env: 'local', ...(runtimeParams && { runtimeParams }) };
  await using session = await createSession(options);
  return readParameters(session.context.catalog);
}

/** Loads all that a catalog has. */
export async function readParameters(catalog: Catalog): Promise<RecordedParameters> {
  const names = [...catalog.keys()];
  const datasets: [string, unknown][] = [];
  for (const name of names) datasets.push([name, await catalog.load(name)]);
  return { datasets, order_of_keys: names };
}
