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
 * Warns of parameters of a run, at any depth, that are in no file, and without which the configuration would be the same: most
 * likely they are misspelt.
 *
 * @param options - what the context was made from
 */
export async function warnOfUnknownParams(
  options: ConfigurationOptions & { readonly cwd: string; readonly runtimeParams: Parameters },
  { configuration, parameters }: ProjectContext,
): Promise<void> {
  const { loader, project } = configuration;
  const hasSchema = project.config.parametersSchema !== undefined;

  const check = async (given: Parameters, above: readonly string[]): Promise<void> => {
    for (const [name, value] of Object.entries(given)) {
      const path = [...above, name];
      // A schema that keeps a parameter may well be where it is declared.
      const isKnown = (hasSchema && has(parameters, path)) || (await isWritten(loader, path));
      if (!isKnown && !(await isNeeded(path))) continue;
      if (isMapping(value)) await check(value, path);
    }
  };

  /** Whether anything changes with a parameter; if not, the warning is given. */
  const isNeeded = async (path: readonly string[]): Promise<boolean> => {
    const others = without(options.runtimeParams, path);
    const other = await openConfiguration({ ...options, runtimeParams: others });
    if (await makesDifference(path, loader, other.loader)) return true;
    warn(path, (await readOptionalConfig(other.loader, 'parameters')) ?? {});
    return false;
  };

  await check(options.runtimeParams, []);
}

function warn(path: readonly string[], known: Parameters): void {
  const above = path.slice(0, -1);
  const siblings = valueAt(known, above);
  const names = isMapping(siblings) ? Object.keys(siblings) : [];
  const near = closestNames(path.at(-1)!, names).map((name) => [...above, name].join('.'));
  process.emitWarning(
    `The parameter "${path.join('.')}" of --params is nowhere in the configuration.${didYouMean(near)}`,
    { type: 'KedroWarning', code: 'KEDRO_UNKNOWN_PARAMETER' },
  );
}

/** Whether a file has the parameter. A loader that does not say counts as one that has. */
async function isWritten(loader: ProjectConfigLoader, path: readonly string[]): Promise<boolean> {
  if (loader.explain === undefined || loader.keys === undefined) return true;
  if ((await readOptionalConfig(loader, 'parameters')) === undefined) return false;
  const { layers = [] } = (await loader.explain('parameters', path.join('.'))) ?? {};
  return layers.some(({ origin }) => origin.source !== 'runtime');
}

/** Whether anything but the parameter itself changes with it, as `${runtime_params:…}` does. */
async function makesDifference(
  path: readonly string[],
  loader: ProjectConfigLoader,
  other: ProjectConfigLoader,
): Promise<boolean> {
  for (const key of loader.keys?.() ?? []) {
    const itself = key === 'parameters' ? path : [];
    try {
      const tree = without((await readOptionalConfig(loader, key)) ?? {}, itself);
      const otherTree = without((await readOptionalConfig(other, key)) ?? {}, itself);
      if (!isDeepStrictEqual(tree, otherTree)) return true;
    } catch {
      // What cannot be read without the parameter needs it.
      return true;
    }
  }
  return false;
}

/** A copy without what is at a path, and without the mappings on the way to it that then hold nothing. */
function without(tree: Parameters, [name, ...rest]: readonly string[]): Parameters {
  if (name === undefined || !Object.hasOwn(tree, name)) return tree;
  const { [name]: value, ...others } = tree;
  if (rest.length === 0 || !isMapping(value)) return rest.length === 0 ? others : tree;
  const below = without(value, rest);
  return Object.keys(below).length === 0 ? others : { ...others, [name]: below };
}

function has(tree: Parameters, path: readonly string[]): boolean {
  const parent = valueAt(tree, path.slice(0, -1));
  return isMapping(parent) && Object.hasOwn(parent, path.at(-1)!);
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce((value, name) => (isMapping(value) ? value[name] : undefined), tree);
}

function isMapping(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
