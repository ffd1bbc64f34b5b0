import { pythonText } from './python-text.js';
import { ResolverFailure, type Resolver } from './resolver.js';

/**
 * `oc.env`: the environment variable of a name, or else the second argument as text (`null` stays what it is).
 *
 * @throws ResolverFailure, when it is called, for a variable that is not set and has no default.
 */
export function createEnvironmentResolver(
  environment: Readonly<Record<string, string | undefined>>,
): Resolver {
  return (...args: readonly unknown[]) => {
    const [name, byDefault] = args;
    if (typeof name !== 'string' || args.length > 2) {
      throw new ResolverFailure(
        'unsupported-value',
        'oc.env takes the name of a variable and maybe a default.',
      );
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value !== undefined) return value;
    if (args.length === 2) return byDefault === null ? null : pythonText(byDefault);
    throw new ResolverFailure(
      'missing-key',
      `the environment variable "${name}" is not set. Set it, or give a default: \${oc.env:${name},default}.`,
    );
  };
}
