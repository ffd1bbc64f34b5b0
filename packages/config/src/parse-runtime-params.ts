import { isMapping } from './deep-merge.js';
import { RuntimeParamsError } from './errors.js';
import { parseText } from './interpolation/grammar/parse.js';
import { SyntaxProblem } from './interpolation/grammar/token-reader.js';
import { parseYaml } from './yaml.js';
import { YamlProblem } from './yaml-events.js';

/**
 * Reads the text of `kedro run --params`, such as `model.depth=3,name=small`.
 *
 * Items are separated by commas (so a value cannot hold one), a key from its value by the first `=`; dots of the key
 * make nested mappings. Later items win; a value gives way to a mapping and the other way round. Values are read as
 * YAML the way Kedro does, with the scalars of YAML 1.1: `yes`, `no`, `on` and `off` are booleans, `012` is octal,
 * `1_000` a number, nothing is `null`; dates stay text. Interpolations stay text too, for the config loader to resolve.
 *
 * @throws RuntimeParamsError when an item has no `=` or no key, or its value (or an interpolation in it) cannot be read.
 */
export function parseRuntimeParams(text: string): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  // All items are split before any value is read: a comma in a value is then reported as what it is.
  for (const [key, value] of splitItems(text)) put(params, key, parseValue(key, value));
  return params;
}

function splitItems(text: string): [key: string, value: string][] {
  const items: [key: string, value: string][] = [];
  for (const item of text.split(',').map((each) => each.trim())) {
    if (item !== '') items.push(splitItem(item, items.at(-1)?.[0]));
  }
  return items;
}

function splitItem(item: string, keyBefore: string | undefined): [key: string, value: string] {
  const equals = item.indexOf('=');
  if (equals < 0) {
    throw new RuntimeParamsError(item, 'write it as key=value; commas separate items.', keyBefore);
  }
  const key = item.slice(0, equals).trim();
  if (key === '') {
    throw new RuntimeParamsError(item, 'there is no key in front of the equals sign.', keyBefore);
  }
  return [key, item.slice(equals + 1).trim()];
}

function parseValue(key: string, text: string): unknown {
  try {
    const value = parseYaml(text);
    checkInterpolations(value);
    return value;
  } catch (error) {
    if (error instanceof YamlProblem) {
      throw new RuntimeParamsError(
        key,
        `its value cannot be read as YAML (${error.reason}). Put it in quotes.`,
      );
    }
    if (error instanceof SyntaxProblem) {
      throw new RuntimeParamsError(
        key,
        'its interpolation cannot be read. Write a backslash before ${ that is text.',
      );
    }
    throw error;
  }
}

function checkInterpolations(value: unknown): void {
  if (typeof value === 'string' && value.includes('${')) parseText(value);
  else if (Array.isArray(value) || isMapping(value)) Object.values(value).forEach(checkInterpolations);
}

function put(params: Record<string, unknown>, key: string, value: unknown): void {
  // `a[0]` is another way to write `a.0`.
  const path = key.replaceAll(/\[([^[\]]*)\]/g, '.$1').split('.');
  if (path.includes('__proto__')) throw new RuntimeParamsError(key, 'the name __proto__ cannot be used.');
  let mapping = params;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    const child = isMapping(next) ? next : {};
    mapping[name] = child;
    mapping = child;
  }
  mapping[path.at(-1)!] = value;
}
