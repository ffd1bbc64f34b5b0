import type * as JsYaml from 'js-yaml';
import { IntegralFloat } from './interpolation/integral-float.js';

/** What the reader of a text may be told about its scalars. */
export interface YamlSchemaOptions {
  /** Whether a float without a fraction (`2.0`) becomes an `IntegralFloat`, so that it can be told from `2`. */
  readonly marksIntegralFloats: boolean;
}

/**
 * The scalars, lists and mappings of a configuration text as Kedro understands them: YAML 1.1 as PyYAML's safe loader
 * reads it, but with dates as text and the floats of OmegaConf (`1e3` is one).
 *
 * Keys become text, as all keys of JavaScript do. A key that is `null` and the key `__proto__` are refused.
 */
export function createYamlSchema(yaml: typeof JsYaml, options: YamlSchemaOptions): JsYaml.Schema {
  return new yaml.Schema([
    yaml.strTag,
    {
      ...yaml.nullYaml11Tag,
      resolve: (source, isExplicit) => (isExplicit || NULLS.has(source) ? null : yaml.NOT_RESOLVED),
    },
    {
      ...yaml.boolYaml11Tag,
      resolve: (source, isExplicit) => readBoolean(source, isExplicit) ?? yaml.NOT_RESOLVED,
    },
    { ...yaml.intYaml11Tag, resolve: (source) => readInteger(source) ?? yaml.NOT_RESOLVED },
    floatTag(yaml, options),
    yaml.mergeTag,
    yaml.binaryTag,
    valueTag(yaml),
    yaml.seqTag,
    yaml.pairsTag,
    { ...yaml.pairsTag, tagName: 'tag:yaml.org,2002:omap' },
    mappingTag(yaml),
  ]);
}

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map(
  ['yes no', 'true false', 'on off'].flatMap((words) => {
    const [yes = '', no = ''] = words.split(' ');
    return [...spellings(yes, true), ...spellings(no, false)];
  }),
);
const INTEGER =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
// The floats of PyYAML (`1.5`, `.5`, `1:30.5`) and those of OmegaConf, which need no dot and no sign in the exponent.
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DECIMAL = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;

function spellings(word: string, value: boolean): [string, boolean][] {
  return [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map((each) => [each, value]);
}

function readBoolean(source: string, isExplicit: boolean): boolean | undefined {
  return BOOLEANS.get(isExplicit ? source.toLowerCase() : source);
}

function readInteger(source: string): number | undefined {
  if (!INTEGER.test(source)) return undefined;
  const digits = source.replaceAll(/[_+-]/g, '');
  const sign = source.startsWith('-') ? -1 : 1;
  if (digits.includes(':')) return sign * readSexagesimal(digits);
  const value = sign * Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  // Underscores alone are no digits: `0b_`.
  return Number.isNaN(value) ? undefined : value;
}

function floatTag(yaml: typeof JsYaml, { marksIntegralFloats }: YamlSchemaOptions): JsYaml.TagDefinition {
  return {
    ...yaml.floatYaml11Tag,
    resolve: (source, isExplicit) => {
      const value = readFloat(source, isExplicit);
      if (value === undefined) return yaml.NOT_RESOLVED;
      return marksIntegralFloats && Number.isInteger(value) ? new IntegralFloat(value) : value;
    },
  };
}

function readFloat(source: string, isExplicit: boolean): number | undefined {
  const digits = source.replaceAll('_', '').toLowerCase();
  if (!FLOAT.test(source)) return isExplicit && DECIMAL.test(digits) ? Number(digits) : undefined;
  const sign = digits.startsWith('-') ? -1 : 1;
  const unsigned = digits.replace(/^[-+]/, '');
  if (unsigned === '.inf') return sign * Infinity;
  if (unsigned === '.nan') return NaN;
  return sign * (unsigned.includes(':') ? readSexagesimal(unsigned) : Number(unsigned));
}

/** `1:30` are 90: digits to the base of 60. */
function readSexagesimal(digits: string): number {
  return digits.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

/** PyYAML reads a lone `=` as a value of a type that it then cannot make. */
function valueTag(yaml: typeof JsYaml): JsYaml.TagDefinition {
  return yaml.defineScalarTag('tag:yaml.org,2002:value', {
    implicit: true,
    implicitFirstChars: ['='],
    resolve: (source) => {
      if (source !== '=') return yaml.NOT_RESOLVED;
      throw new yaml.YAMLException('a lone equals sign is no value, put it in quotes');
    },
    identify: () => false,
  });
}

function mappingTag(yaml: typeof JsYaml): JsYaml.TagDefinition {
  const { mapTag } = yaml;
  return {
    ...mapTag,
    addPair: (mapping: Record<string, unknown>, key, value) => {
      if (typeof key === 'string') {
        if (key === '__proto__') return 'the key __proto__ cannot be used in configuration';
        mapping[key] = value;
        return '';
      }
      if (key === null) return 'null cannot be a key, put it in quotes';
      if (typeof key === 'object' && !(key instanceof IntegralFloat))
        return 'a mapping or list cannot be a key, put text with brackets in quotes';
      return mapTag.addPair(mapping, key instanceof IntegralFloat ? key.value : key, value);
    },
    has: (mapping: Record<string, unknown>, key) =>
      mapTag.has(mapping, key instanceof IntegralFloat ? key.value : key),
  };
}
