import { hash } from 'node:crypto';
import type { NodeFunction } from './resolve-node.js';

/** The name of a node's function; a function without one is `anonymous`. */
export function functionName(func: NodeFunction): string {
  return typeof func.name === 'string' && func.name !== '' ? func.name : 'anonymous';
}

/**
 * The name of a node that was given none: `<function name>__<8 hexadecimal digits>`.
 *
 * The digits are the first ones of the SHA-256 of the JSON text `["function name",["input", …],["output", …]]` (UTF-8, no
 * spaces, dataset names flat and in call order), so they are the same in every process and on every machine.
 */
export function defaultName(
  func: NodeFunction,
  inputs: readonly string[],
  outputs: readonly string[],
): string {
  const name = functionName(func);
  return `${name}__${hash('sha256', JSON.stringify([name, inputs, outputs])).slice(0, 8)}`;
}

/** `split_data` as a title: `Split Data`. Each run of letters starts upper case and goes on lower case. */
export function titleOf(name: string): string {
  return name.replaceAll('_', ' ').replace(/\p{Cased}+/gu, (word) => {
    const [first = '', ...rest] = word;
    // A ligature has no single upper case letter: "ﬁ" becomes "FI", of which only the "F" stays upper case.
    const [capital = '', ...tail] = first.toUpperCase();
    return capital + [...tail, ...rest].join('').toLowerCase();
  });
}
