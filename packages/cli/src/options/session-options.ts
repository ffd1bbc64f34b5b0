import { parseRuntimeParams } from '@kedro-ts/config';
import type { ConfigurationOptions } from '@kedro-ts/project';
import { UsageError } from '../errors.js';
import type { ConfigurationCommandOptions } from './configuration-options.js';

/**
 * What options of the command line mean for the project around the working folder.
 *
 * @throws UsageError when `--params` cannot be read.
 */
export function sessionOptions(options: ConfigurationCommandOptions): ConfigurationOptions & {
  readonly cwd: string;
  readonly runtimeParams: Readonly<Record<string, unknown>>;
} {
  const { env, confSource, params } = options;
  return { cwd: process.cwd(), env, confSource, runtimeParams: readParams(params) };
}

function readParams(text = ''): Record<string, unknown> {
  try {
    return parseRuntimeParams(text);
  } catch (error) {
    throw new UsageError('--params', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
