import { readKeys } from '../options/read-keys.js';
import { readBoolean, readCount } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** What a {@link YamlDataset} may be given. */
export interface YamlDatasetOptions extends FileOptions {
  readonly saveArgs?: {
    /** Spaces per level. Default: 2. */
    readonly indent?: number;
    /** Whether keys are written in alphabetical order. Default: false, in the order in which the data has them. */
    readonly sortKeys?: boolean;
    /** Whether everything is written on one line, as `{a: [1, 2]}`. Default: false. */
    readonly flow?: boolean;
  };
}

/** {@link YamlDatasetOptions} with defaults filled in. */
export interface ResolvedYamlOptions extends ResolvedFileOptions {
  readonly indent: number;
  readonly sortKeys: boolean;
  readonly flow: boolean;
}

/** What `save_args` may have. */
export const YAML_SAVE_KEYS = ['indent', 'sortKeys', 'flow'] as const;

export function resolveYamlOptions(options: YamlDatasetOptions): ResolvedYamlOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'saveArgs']);
  const { indent, sortKeys, flow } = readKeys(keys.saveArgs, YAML_SAVE_KEYS, { under: 'save_args' });
  return {
    ...resolveFileOptions(keys),
    indent: readCount('save_args.indent', indent, 1, 2),
    sortKeys: readBoolean('save_args.sort_keys', sortKeys, false),
    flow: readBoolean('save_args.flow', flow, false),
  };
}
