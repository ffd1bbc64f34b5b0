import { YAML_SAVE_KEYS } from '../yaml/resolve-yaml-options.js';
import { ignored, only, refused, utf8, word, type Rule } from './rules.js';
import type { ArgumentTable } from './translate.js';

/** `text.TextDataset`, whose arguments are about files alone. */
export const TEXT: ArgumentTable = {};

/** `json.JSONDataset`. */
export const JSON_VALUE: ArgumentTable = {
  saveArgs: {
    of: 'json.dump',
    own: ['indent'],
    args: {
      indent: (value) => ({ indent: value ?? 0 }),
      ensure_ascii: ignored,
      allow_nan: ignored,
      check_circular: ignored,
      separators: ignored,
      skipkeys: only(false),
      sort_keys: only(false),
      cls: refused('classes of Python cannot be had'),
      default: refused('functions of Python cannot be had'),
    },
  },
};

/** `yaml.YAMLDataset`. */
export const YAML_VALUE: ArgumentTable = {
  saveArgs: {
    of: 'yaml.dump',
    own: YAML_SAVE_KEYS,
    args: {
      default_flow_style: word('flow', { true: true, false: false, null: false }),
      allow_unicode: ignored,
      width: ignored,
      line_break: ignored,
      default_style: ignored,
      explicit_start: ignored,
      explicit_end: ignored,
      version: ignored,
      encoding: utf8,
      canonical: only(false),
      tags: refused('plain data has no tags'),
      Dumper: refused('classes of Python cannot be had'),
    },
  },
};

/** How Python packs a pickle, which says nothing about the value in it. */
const PACKING: Readonly<Record<string, Rule>> = Object.fromEntries(
  [
    'protocol',
    'fix_imports',
    'encoding',
    'errors',
    'buffers',
    'buffer_callback',
    'compress',
    'cache_size',
    'mmap_mode',
    'ensure_native_byte_order',
    'byref',
    'fmode',
    'recurse',
    'ignore',
    'compression',
    'mode',
    'set_default_extension',
    'optimize',
    'pickler_kwargs',
    'pickler_method',
    'unpickler_kwargs',
    'unpickler_method',
  ].map((name) => [name, ignored]),
);

/** `pickle.PickleDataset`, whatever its backend. */
export const PICKLE: ArgumentTable = {
  entry: {
    backend: only('pickle', 'joblib', 'dill', 'cloudpickle', 'compress_pickle'),
  },
  loadArgs: { of: 'pickle.load', own: [], args: PACKING },
  saveArgs: { of: 'pickle.dump', own: [], args: PACKING },
};
