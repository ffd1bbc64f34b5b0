import type { ConfigMapping } from '../deep-merge.js';
import { createBuiltInResolvers } from './built-in-resolvers.js';
import { ConfigNode } from './config-node.js';
import { Evaluator } from './evaluator.js';
import { holdsInterpolation } from './expressions.js';
import { plainCopy, type PlainCopyOptions } from './plain-copy.js';
import type { NodeResolver, Resolver } from './resolver.js';

/** What `resolveInterpolations` needs beside the configuration. */
export interface ResolveOptions extends PlainCopyOptions {
  /** Resolvers by name, beside OmegaConf's own; one with the name of such a one takes its place. */
  readonly resolvers: ReadonlyMap<string, Resolver | NodeResolver>;
  /** Reads the YAML text that `oc.create` may be given. Default: such a text is refused. */
  readonly parseYaml?: (text: string) => unknown;
}

/**
 * A new tree with every `${…}` resolved, as OmegaConf 2.2 does it: paths from the root, relative paths, text around
 * interpolations (printed as Python prints), resolvers, escapes. The tree shares no container with `config`.
 *
 * A reference to a container gives a copy of it, resolved in its own place. The marker `???` stays, unless something
 * refers to it. What a resolver returns is not looked into. Each value is resolved once, in the order of the tree.
 *
 * @throws InterpolationError for the first interpolation that cannot be resolved; bad syntax anywhere comes first.
 */
export async function resolveInterpolations(
  config: ConfigMapping,
  { resolvers, parseYaml, ...options }: ResolveOptions,
): Promise<Record<string, unknown>> {
  if (!holdsInterpolation(config)) return plainCopy(config, options) as Record<string, unknown>;
  // The project's own come first, because messages list the names in this order.
  const builtIn = [...createBuiltInResolvers(parseYaml)].filter(([name]) => !resolvers.has(name));
  const known = new Map([...resolvers, ...builtIn]);
  const evaluator = new Evaluator({ ...options, resolvers: known });
  return (await evaluator.makePlain(new ConfigNode(config))) as Record<string, unknown>;
}
