import { inspect } from 'node:util';
import { createEnvironmentResolver, type Resolver } from '@kedro-ts/config';
import { UnknownSpecError } from '../errors.js';

/**
 * The custom resolvers that cases name. Their definitions are seen from the answers; where Python refuses a call or an operand,
 * so do they.
 */
export function oracleResolvers(names: readonly string[]): Readonly<Record<string, Resolver>> {
  return Object.fromEntries(names.map((name) => [name, find(name)]));
}

function find(name: string): Resolver {
  if (name === 'oc.env') return createEnvironmentResolver(process.env);
  const resolver = resolvers.get(name);
  if (resolver === undefined) throw new UnknownSpecError(`the custom resolver "${name}"`);
  return resolver;
}

const resolvers = new Map<string, Resolver>([
  ['add', (...values: readonly unknown[]) => values.map(numberOf).reduce((sum, value) => sum + value, 0)],
  ['mul', taking(2, ([a, b]) => numberOf(a) * numberOf(b))],
  ['concat', (...values: readonly unknown[]) => values.map(textOf).join('')],
  ['upper', taking(1, ([text]) => String(text).toUpperCase())],
  ['identity', taking(1, ([value]) => value)],
  ['const_list', taking(0, () => [1, 2, 3])],
  ['const_dict', taking(0, () => ({ p: 1, q: { r: 2 } }))],
  ['none', taking(0, () => null)],
  [
    'fail',
    taking(0, () => {
      throw new Error('resolver failed');
    }),
  ],
]);

/** A function that can be called with just so many arguments. */
function taking(count: number, action: (values: readonly unknown[]) => unknown): Resolver {
  return (...values: readonly unknown[]) => {
    if (values.length !== count) throw new TypeError(`takes ${count} arguments, not ${values.length}`);
    return action(values);
  };
}

function numberOf(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  const type = typeof value === 'string' ? 'str' : typeof value;
  throw new TypeError(`unsupported operand type(s) for +: 'int' and '${type}'`);
}

/** As Python's `str`. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === null ? 'None' : inspect(value);
}
