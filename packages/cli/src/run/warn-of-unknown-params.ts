import { isDeepStrictEqual } from 'node:util';
import { closestNames, didYouMean } from '@kedro-ts/io';
import {
  openConfiguration,
  readOptionalConfig,
  type ConfigurationOptions,
  type ProjectConfigLoader,
  type ProjectContext,
} from '@kedro-ts/project';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Warns of parameters of a run that are in no file, and without which the configuration would be the same: most likely they
 * are misspelt.
 *
 * @param options - what the context was made from
 */
export async function warnOfUnknownParams(
  options: ConfigurationOptions & { readonly cwd: string; readonly runtimeParams: Parameters },
  { configuration, parameters }: ProjectContext,
): Promise<void> {
  const { loader, project } = configuration;
  const { runtimeParams } = options;
  const hasSchema = project.config.parametersSchema !== undefined;
  for (const key of Object.keys(runtimeParams)) {
    // A schema that keeps a parameter may well be where it is declared.
    if (hasSchema && Object.hasOwn(parameters, key)) continue;
    if (await isWritten(loader, key)) continue;
    const { [key]: _left, ...others } = runtimeParams;
    const without = await openConfiguration({ ...options, runtimeParams: others });
    if (await makesDifference(key, loader, without.loader)) continue;
    const near = didYouMean(closestNames(key, Object.keys((await read(without.loader)) ?? {})));
    process.emitWarning(`The parameter "${key}" of --params is nowhere in the configuration.${near}`, {
      type: 'KedroWarning',
      code: 'KEDRO_UNKNOWN_PARAMETER',
    });
  }
}

/** Whether a file has the parameter. A loader that does not say counts as one that has. */
async function isWritten(loader: ProjectConfigLoader, key: string): Promise<boolean> {
  if (loader.explain === undefined || loader.keys === undefined) return true;
  if ((await read(loader)) === undefined) return false;
  const { layers = [] } = (await loader.explain('parameters', key)) ?? {};
  return layers.some(({ origin }) => origin.source !== 'runtime');
}

/** Whether anything but the parameter itself changes with it, as `${runtime_params:…}` does. */
async function makesDifference(
  key: string,
  loader: ProjectConfigLoader,
  without: ProjectConfigLoader,
): Promise<boolean> {
  for (const name of loader.keys?.() ?? []) {
    try {
      const { [key]: given, ...tree } = (await readOptionalConfig(loader, name)) ?? {};
      const { [key]: left, ...other } = (await readOptionalConfig(without, name)) ?? {};
      if (!isDeepStrictEqual(tree, other)) return true;
      if (name !== 'parameters' && !isDeepStrictEqual(given, left)) return true;
    } catch {
      // What cannot be read without the parameter needs it.
      return true;
    }
  }
  return false;
}

function read(loader: ProjectConfigLoader): Promise<Parameters | undefined> {
  return readOptionalConfig(loader, 'parameters');
}
