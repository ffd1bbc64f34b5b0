import { isMapping, mergeInto, type ConfigMapping } from './deep-merge.js';
import { InterpolationError } from './errors.js';
import { ConfigNode } from './interpolation/config-node.js';
import { NodeResolver, resolveInterpolations, type Resolver } from './interpolation/index.js';

/**
 * Prepares `target` for a mapping that is to be merged into it: where it holds an interpolation that stands for a
 * mapping (`model: ${defaults}`), and `source` has a mapping, that mapping takes the place of the interpolation, with
 * its own interpolations as they are. OmegaConf does the same.
 */
export async function expandInterpolations(
  target: Record<string, unknown>,
  source: ConfigMapping,
  resolvers: ReadonlyMap<string, Resolver | NodeResolver>,
): Promise<void> {
  for (const keys of findInterpolations(target, source, [])) {
    const value = await valueAt(target, keys, resolvers);
    if (isMapping(value)) put(target, keys, mergeInto({}, value));
  }
}

function findInterpolations(
  target: ConfigMapping,
  source: ConfigMapping,
  above: readonly string[],
): string[][] {
  return Object.entries(source).flatMap(([key, value]) => {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    if (!isMapping(value)) return [];
    if (isMapping(current)) return findInterpolations(current, value, [...above, key]);
    return typeof current === 'string' && current.includes('${') ? [[...above, key]] : [];
  });
}

async function valueAt(
  config: ConfigMapping,
  keys: readonly string[],
  resolvers: ReadonlyMap<string, Resolver | NodeResolver>,
): Promise<unknown> {
  let found: unknown;
  const look = new NodeResolver(async (call) => {
    const selection = await call.selectIn(config, keys.map((key) => `[${key}]`).join(''));
    found = selection.found === 'value' ? selection.value : undefined;
    return null;
  });
  try {
    await resolveInterpolations(
      { value: '${look:}' },
      { resolvers: new Map([...resolvers, ['look', look]]) },
    );
  } catch (error) {
    // What cannot be resolved is replaced like any other text.
    if (error instanceof InterpolationError) return undefined;
    throw error;
  }
  return found instanceof ConfigNode ? found.content : found;
}

function put(target: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  let mapping = target;
  for (const key of keys.slice(0, -1)) mapping = mapping[key] as Record<string, unknown>;
  mapping[keys.at(-1)!] = value;
}
