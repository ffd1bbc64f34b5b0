/** The name of the dataset that holds all parameters. */
const ALL = 'parameters';
const PREFIX = 'params:';

/** Tells whether a name stands for parameters: `parameters`, or `params:` and a dotted path. */
export function isParameterName(name: string): boolean {
  return name === ALL || name.startsWith(PREFIX);
}

/**
 * The value behind `parameters` or `params:a.b.c`. Keys may have dots themselves; lists are not looked into.
 *
 * @returns undefined when there is no such parameter, so that a parameter may be null but not undefined
 */
export function lookUpParameter(parameters: Readonly<Record<string, unknown>>, name: string): unknown {
  return name === ALL ? parameters : follow(parameters, name.slice(PREFIX.length));
}

/** All names that stand for a parameter. */
export function* parameterNames(parameters: Readonly<Record<string, unknown>>): Iterable<string> {
  yield ALL;
  yield* pathsOf(parameters, PREFIX);
}

function follow(value: unknown, path: string): unknown {
  if (!isMapping(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    const found = Object.hasOwn(value, key) ? follow(value[key], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function* pathsOf(mapping: Readonly<Record<string, unknown>>, prefix: string): Iterable<string> {
  for (const [key, value] of Object.entries(mapping)) {
    yield prefix + key;
    if (isMapping(value)) yield* pathsOf(value, `${prefix}${key}.`);
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
