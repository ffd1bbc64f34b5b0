import type { ConfigMapping } from '../deep-merge.js';
import { InterpolationError } from '../errors.js';
import { didYouMean } from '../near-misses.js';
import type { ResolvedValue } from './config-node.js';
import { checkArguments, textArgument } from './resolver-arguments.js';
import { NodeResolver, ResolverFailure, type ResolverCall } from './resolver.js';
import type { Selection } from './selection.js';
import { valueOr } from './value-or.js';

/** How a resolver of another configuration behaves. */
export interface SelectResolverOptions {
  /** What the configuration is called in messages, such as `the globals`. */
  readonly source: string;
  /** Whether paths that start with `_` are refused. Default: false. */
  readonly refusesUnderscore?: boolean;
}

/**
 * A resolver `${name:path,default}` that looks into another configuration, as Kedro's `globals` and `runtime_params`
 * do: null is a value, the default stands in for what is not there. Interpolations in that configuration are resolved
 * within it; what it gives can be looked into by other interpolations.
 */
export function createSelectResolver(config: ConfigMapping, options: SelectResolverOptions): NodeResolver {
  return new NodeResolver((call) => resolve(config, options, call));
}

const NOTHING = Symbol('nothing');

async function resolve(
  config: ConfigMapping,
  { source, refusesUnderscore = false }: SelectResolverOptions,
  call: ResolverCall,
): Promise<ResolvedValue> {
  checkArguments(call, 1, 2);
  const path = textArgument(call, 0);
  if (refusesUnderscore && path.startsWith('_')) {
    throw new ResolverFailure(
      'missing-key',
      `keys of ${source} that start with "_" are for their own file only. Rename the key.`,
    );
  }
  const selection = await selectIn(config, path, source, call);
  const value = valueOr(selection, call.args.length > 1 ? call.args[1] : NOTHING);
  if (value !== NOTHING) return value;
  const shown = call.shown(0);
  const isNamed = selection.found === 'nothing' && selection.key.length > 2;
  const near = isNamed ? didYouMean(selection.key, selection.siblings) : '';
  const key = shown === undefined ? 'what the interpolation in it points to' : `"${shown}"`;
  throw new ResolverFailure(
    'missing-key',
    `${source} hold no ${key}.${near} Define it, or give a default: \${${call.name}:${shown ?? 'key'},default}.`,
  );
}

async function selectIn(
  config: ConfigMapping,
  path: string,
  source: string,
  call: ResolverCall,
): Promise<Selection> {
  try {
    return await call.selectIn(config, path);
  } catch (error) {
    if (!(error instanceof InterpolationError)) throw error;
    throw new ResolverFailure(error.kind, `in ${source}, key "${error.keyPath}": ${error.reason}`);
  }
}
