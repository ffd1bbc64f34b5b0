import { parseRuntimeParams, RuntimeParamsError } from '@kedro-ts/config';
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
    // What follows a comma may be the rest of a value, which is not to be shown; so the cause is not kept.
    if (error instanceof RuntimeParamsError && error.keyBefore !== undefined)
      throw new UsageError('--params', noItemAfter(error.keyBefore));
    throw new UsageError('--params', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

function noItemAfter(key: string): string {
  return `What follows the comma behind "${key}" is no key=value. Commas separate items, and a value cannot hold one.`;
}
