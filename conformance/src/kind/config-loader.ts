import { ConfigLoader, DuplicateConfigKeyError, type ConfigLoaderOptions } from '@kedro-ts/config';
import type { Comparison } from '../compare/comparison.js';
import { compareDuplicates } from '../config/compare-duplicates.js';
import { setVariables } from '../config/environment-variables.js';
import { oracleResolvers } from '../config/oracle-resolvers.js';
import { makeFolder } from '../config/temporary-folder.js';
import { isMappingOrValue } from '../divergence/mapping-or-value.js';
import { UnknownSpecError } from '../errors.js';
import { decodeMarkers } from '../oracle/markers.js';
import { isRecordedError, type OracleCase, type RecordedError } from '../oracle/oracle-case.js';
import { attempt, attemptAsync, type Attempt } from './attempt.js';
import { compareAnswer } from './compare-answer.js';

interface Given {
  readonly files: Readonly<Record<string, string>>;
  readonly dirs: readonly string[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  readonly resolvers?: readonly string[];
  readonly env_vars?: Readonly<Record<string, string>>;
}

type Answer = RecordedError | { readonly config: unknown };

type Expected = (RecordedError & { readonly constructor: true }) | { readonly results: readonly Answer[] };

/** Reads configuration from files as described. */
export async function compareConfigLoader(comparison: Comparison): Promise<void> {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, Expected>;
  await using folder = await makeFolder(given.files, given.dirs);
  using _ = setVariables(given.env_vars ?? {});
  const { value: loader, thrown } = attempt(() => new ConfigLoader(makeOptions(folder.path, given)));
  for (const [index, key] of given.keys.entries()) {
    const outcome =
      loader === undefined ? { thrown } : await attemptAsync(async () => ({ config: await loader.get(key) }));
    // A constructor cannot wait for files: where Kedro's fails for what they say, ours fails at the first question, and the next.
    const [at, expected] = 'results' in expect ? [`/results/${index}`, expect.results[index]!] : ['', expect];
    const before = comparison.differences.length;
    compareResult(comparison, at, outcome, expected);
    const isDifferent = comparison.differences.length > before;
    if (isDifferent && (await isMappingOrValue(given.files, outcome.thrown, expected))) {
      comparison.differences.splice(before);
      comparison.diverge('mapping-or-value');
    }
  }
}

function compareResult(
  comparison: Comparison,
  at: string,
  outcome: Attempt<unknown>,
  expected: Answer,
): void {
  if (comparison.isUnstable(at)) return;
  compareAnswer(comparison, at, outcome, expected);
  if (!isRecordedError(expected) || !expected.message.startsWith('Duplicate keys')) return;
  if (outcome.thrown instanceof DuplicateConfigKeyError)
    compareDuplicates(comparison, `${at}/message`, outcome.thrown, expected.message);
}

const OPTIONS: Readonly<Record<string, keyof ConfigLoaderOptions>> = {
  env: 'env',
  base_env: 'baseEnv',
  default_run_env: 'defaultRunEnv',
  runtime_params: 'runtimeParams',
  config_patterns: 'configPatterns',
  merge_strategy: 'mergeStrategy',
  ignore_hidden: 'ignoreHidden',
};

function makeOptions(confSource: string, { args, resolvers }: Given): ConfigLoaderOptions {
  // Kedro's loader has no environments of its own accord.
  const given = Object.entries({ base_env: '', default_run_env: '', ...args }).map(([name, value]) => {
    const option = OPTIONS[name];
    if (option === undefined) throw new UnknownSpecError(`the option "${name}" of a config loader`);
    return [option, decodeMarkers(value)] as const;
  });
  return {
    confSource,
    ...Object.fromEntries(given),
    ...(resolvers && { customResolvers: oracleResolvers(resolvers) }),
  };
}
