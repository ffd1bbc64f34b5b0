import { emitWarning } from 'node:process';
import { isMapping } from '../deep-merge.js';
import { ConfigNode, isContainer, type ResolvedValue } from './config-node.js';
import { describeMissing } from './describe-missing.js';
import { checkArguments, textArgument } from './resolver-arguments.js';
import { NodeResolver, ResolverFailure, type ResolverCall } from './resolver.js';
import { MISSING_MARKER, type Selection } from './selection.js';
import { valueOr } from './value-or.js';

/** The resolvers of OmegaConf 2.2 that every configuration has: all but `oc.env`. */
export function createBuiltInResolvers(
  parseYaml?: (text: string) => unknown,
): ReadonlyMap<string, NodeResolver> {
  return new Map([
    ['oc.create', new NodeResolver((call) => create(call, parseYaml))],
    ['oc.decode', new NodeResolver(decode)],
    ['oc.deprecated', new NodeResolver(followDeprecated)],
    ['oc.dict.keys', new NodeResolver(listKeys)],
    ['oc.dict.values', new NodeResolver(listValues)],
    ['oc.select', new NodeResolver(selectOrDefault)],
  ]);
}

async function selectOrDefault(call: ResolverCall): Promise<ResolvedValue> {
  checkArguments(call, 1, 2);
  return valueOr(await call.select(textArgument(call, 0)), call.args[1] ?? null);
}

function decode(call: ResolverCall): Promise<ResolvedValue> | null {
  checkArguments(call, 1, 1);
  return call.args[0] === null ? null : call.decode(textArgument(call, 0));
}

function create(call: ResolverCall, parseYaml?: (text: string) => unknown): ResolvedValue {
  checkArguments(call, 1, 1);
  const [value] = call.args;
  const content = (typeof value === 'string' ? readContainer(value, parseYaml) : asWritten(value)) ?? {};
  if (isContainer(content)) return new ConfigNode(content, call.parent, call.key);
  throw new ResolverFailure(
    'unsupported-value',
    `${call.name} takes a mapping or a list, and was given something else.`,
  );
}

function readContainer(text: string, parseYaml?: (text: string) => unknown): unknown {
  if (parseYaml === undefined) return text;
  const value = parseYaml(text);
  return typeof value === 'string' ? { [value]: null } : (value ?? {});
}

/** A value with what its nodes hold in their places, so that interpolations in them are resolved there. */
function asWritten(value: ResolvedValue): unknown {
  if (value instanceof ConfigNode) return value.content;
  if (Array.isArray(value)) return value.map(asWritten);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asWritten(each)]));
}

async function followDeprecated(call: ResolverCall): Promise<ResolvedValue> {
  checkArguments(call, 1, 2);
  const path = textArgument(call, 0);
  const message = call.args.length > 1 ? textArgument(call, 1) : DEPRECATION;
  const selection = await call.select(path);
  if (selection.found === 'marker' && !selection.isAbove) return MISSING_MARKER;
  if (selection.found !== 'value') throw missing(call, selection);
  const names = new Map([
    ['OLD_KEY', [...call.parent.path, call.key].join('.')],
    ['NEW_KEY', selection.keys.join('.')],
  ]);
  const text = message.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (match, plain?: string, braced?: string) =>
    match === '$$' ? '$' : (names.get(plain ?? braced ?? '') ?? match),
  );
  emitWarning(text, { code: 'KEDRO_DEPRECATED_KEY' });
  return selection.value;
}

const DEPRECATION = '"$OLD_KEY" is deprecated: use "$NEW_KEY" in configuration and code.';

async function listKeys(call: ResolverCall): Promise<ConfigNode> {
  const mapping = await mappingArgument(call);
  return new ConfigNode(mapping.keys, call.parent, call.key);
}

/** A list of references to the values, so that each is resolved when it is needed, in its own place. */
async function listValues(call: ResolverCall): Promise<ConfigNode> {
  const mapping = await mappingArgument(call);
  const path = textArgument(call, 0);
  // Seen from the list, a relative path begins one container further up.
  const prefix = path.startsWith('.') ? `.${path}` : path;
  return new ConfigNode(
    mapping.keys.map((key) => `\${${prefix}.${key}}`),
    call.parent,
    call.key,
  );
}

async function mappingArgument(call: ResolverCall): Promise<ConfigNode> {
  checkArguments(call, 1, 1);
  const selection = await call.select(textArgument(call, 0));
  if (selection.found !== 'value') throw missing(call, selection);
  const { value } = selection;
  if (value instanceof ConfigNode && !Array.isArray(value.content)) return value;
  throw new ResolverFailure('unsupported-value', `${call.name} takes the path of a mapping.`);
}

function missing(call: ResolverCall, selection: Exclude<Selection, { found: 'value' }>): ResolverFailure {
  const { kind, reason } = describeMissing(selection, call.shown(0));
  return new ResolverFailure(kind, reason);
}
