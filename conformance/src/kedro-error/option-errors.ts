import type { KedroError } from './kedro-error.js';
import { groups } from './named-in.js';

/** How the text of an option cannot be read. */
export const optionErrors: readonly KedroError[] = [
  {
    error: 'UsageError',
    pattern:
      /^Invalid format of `.*?` option: Item `(.*)` must contain a key and a value separated by `=`\.$/s,
    code: 'KEDRO_RUNTIME_PARAMS',
    names: groups,
  },
  {
    error: 'UsageError',
    pattern: /^Invalid format of `.*?` option: Parameter key cannot be an empty string\.$/,
    code: 'KEDRO_RUNTIME_PARAMS',
  },
  {
    // OmegaConf looks at what may be an interpolation as soon as a value is read.
    error: 'GrammarParseError',
    pattern: /\n {4}full_key: (.+?)\n/,
    when: isOption,
    code: 'KEDRO_RUNTIME_PARAMS',
    names: groups,
  },
  {
    error: 'KedroCliError',
    pattern: /^Expected the form of 'load_versions' to be '.*?',found (.*) instead$/s,
    code: 'commander.invalidArgument',
    names: groups,
  },
  {
    error: 'KedroCliError',
    pattern: /^Version string '(.*)' is not allowed\./s,
    code: 'commander.invalidArgument',
    names: groups,
  },
];

function isOption(given: unknown): boolean {
  return (given as { readonly kind?: unknown }).kind === 'split_params';
}
