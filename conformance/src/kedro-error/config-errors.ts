import type { KedroError } from './kedro-error.js';
import { groups } from './named-in.js';
import { quotedNames } from './quoted-names.js';

/** The loader's errors in values of files are of one class, which names file, line and key. */
const INTERPOLATION = 'KEDRO_CONFIG';

/** The end of OmegaConf's messages: where the value with the interpolation stands; not told of credentials. */
const PLACE = String.raw`(?:\n {4}full_key: (.+?)\n {4}object_type=.*)?$`;

/** The groups, of which the place of an item in a list is `key.0` here, and `key[0]` for OmegaConf. */
const withPlace = (match: RegExpExecArray): string[] =>
  groups(match).map((text) => text.replace(/\[(\d+)\]/g, '.$1'));

/** How configuration cannot be read, merged or resolved; where several situations fit, the first. */
export const configErrors: readonly KedroError[] = [
  {
    error: 'KeyError',
    pattern: /^"No config patterns were found for '(.*)' in your config loader"$/s,
    code: 'KEDRO_UNKNOWN_CONFIG_KEY',
    names: groups,
  },
  {
    error: 'MissingConfigException',
    pattern: /^Given configuration path either does not exist or is not a valid directory: <CONF>\/(.*)$/s,
    when: isEnvironmentAsked,
    code: 'KEDRO_UNKNOWN_ENVIRONMENT',
    names: groups,
  },
  {
    error: 'MissingConfigException',
    pattern: /^Given configuration path either does not exist or is not a valid directory: <CONF>\/(.*)$/s,
    code: 'KEDRO_MISSING_CONFIG',
    names: groups,
  },
  {
    error: 'MissingConfigException',
    pattern: /^No files of YAML or JSON format found in (.*) matching the glob pattern\(s\): (\[.*\])$/s,
    code: 'KEDRO_MISSING_CONFIG',
    names: ([, folders, patterns]) => [
      ...[...folders!.matchAll(/<CONF>\/(\S+)/g)].map(([, folder]) => folder!),
      ...quotedNames(patterns!),
    ],
  },
  {
    error: 'ParserError',
    pattern: /^Invalid YAML or JSON file <CONF>\/(.*), unable to read line/s,
    code: 'KEDRO_CONFIG',
    names: groups,
  },
  {
    // The pairs of files and their keys are compared too: see compare-duplicates.ts.
    error: 'ValueError',
    pattern: /^Duplicate keys found in /,
    code: 'KEDRO_DUPLICATE_CONFIG_KEY',
  },
  {
    error: 'ValueError',
    pattern: /^Merging strategy (.*) not supported\./s,
    code: 'KEDRO_CONFIG_OPTION',
    names: groups,
  },

  // Interpolations.
  {
    error: 'InterpolationResolutionError',
    pattern: new RegExp(String.raw`^Keys starting with '_' are not supported for (globals)\.${PLACE}`),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'InterpolationResolutionError',
    pattern: new RegExp(
      String.raw`^(?:Globals key|Runtime parameter) '(.*)' not found and no default value provided\.${PLACE}`,
    ),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'UnsupportedInterpolationType',
    pattern: /^The `runtime_params:` resolver is not supported for (globals)\.$/,
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'InterpolationKeyError',
    pattern: new RegExp(`^Interpolation key '(.*)' not found${PLACE}`, 's'),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'InterpolationToMissingValueError',
    pattern: new RegExp(`^MissingMandatoryValue while resolving .*: Missing mandatory value: (.+?)${PLACE}`),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'UnsupportedInterpolationType',
    pattern: new RegExp(`^Unsupported interpolation type (.+?)${PLACE}`),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'InterpolationResolutionError',
    pattern: new RegExp(`^Recursive interpolation detected${PLACE}`),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    error: 'GrammarParseError',
    pattern: new RegExp(
      `^(?:no viable alternative|token recognition error|mismatched input|extraneous input) .*?${PLACE}`,
      's',
    ),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    // The call itself failed: Python's words for that are its own.
    error: 'InterpolationResolutionError',
    pattern: new RegExp(
      `^TypeError raised while resolving interpolation: .* missing \\d+ required .*?${PLACE}`,
      's',
    ),
    code: INTERPOLATION,
    names: withPlace,
  },
  {
    // What a resolver of the user's said.
    error: 'InterpolationResolutionError',
    pattern: new RegExp(`^(?:Value|Type)Error raised while resolving interpolation: (.*?)${PLACE}`, 's'),
    when: hasUserResolvers,
    code: INTERPOLATION,
    names: withPlace,
  },
];

/** Whether a case names the environment, and does not only leave it to the loader's default. */
function isEnvironmentAsked(given: unknown): boolean {
  const { args } = given as { readonly args?: { readonly env?: unknown } };
  return Boolean(args?.env);
}

function hasUserResolvers(given: unknown): boolean {
  return Array.isArray((given as { readonly resolvers?: unknown }).resolvers);
}
