export { resolveInterpolations, type ResolveOptions } from './resolve-interpolations.js';
export { NodeResolver, ResolverFailure, type Resolver, type ResolverCall } from './resolver.js';

export { createEnvironmentResolver } from './environment-resolver.js';
export { createSelectResolver, type SelectResolverOptions } from './select-resolver.js';

export { IntegralFloat } from './integral-float.js';
export { plainCopy, type PlainCopyOptions } from './plain-copy.js';
