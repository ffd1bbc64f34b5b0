import type { ConfigMapping } from './deep-merge.js';
import {
  createEnvironmentResolver,
  createSelectResolver,
  NodeResolver,
  ResolverFailure,
  type Resolver,
} from './interpolation/index.js';

/** What interpolations can ask for beside their own configuration. */
export interface ResolverSources {
  readonly globals: ConfigMapping;
  readonly runtimeParams: ConfigMapping;
  readonly customResolvers: ReadonlyMap<string, Resolver>;
}

/**
 * The resolvers that interpolations of a config key can name, beside those that every configuration has.
 *
 * Environment variables are for credentials, unless the user gives a resolver `oc.env`; globals can ask neither for
 * globals nor for runtime parameters.
 */
export function createResolvers(
  key: string,
  { globals, runtimeParams, customResolvers }: ResolverSources,
): ReadonlyMap<string, Resolver | NodeResolver> {
  const isGlobals = key === 'globals';
  return new Map<string, Resolver | NodeResolver>([
    ...customResolvers,
    [
      'globals',
      isGlobals
        ? refuse('globals cannot refer to themselves. Write the path alone, such as ${path}.')
        : createSelectResolver(globals, { source: 'the globals', refusesUnderscore: true }),
    ],
    [
      'runtime_params',
      isGlobals
        ? refuse('runtime parameters are not for globals. Use them where the global is used.')
        : createSelectResolver(runtimeParams, { source: 'the runtime parameters' }),
    ],
    [
      'oc.env',
      customResolvers.get('oc.env') ??
        (key === 'credentials' ? createEnvironmentResolver(process.env) : refuse(ENVIRONMENT)),
    ],
  ]);
}

const ENVIRONMENT =
  'environment variables are for credentials. To have them here too, give the config loader the custom resolver oc.env.';

function refuse(reason: string): NodeResolver {
  return new NodeResolver(() => {
    throw new ResolverFailure('unknown-resolver', reason);
  });
}
