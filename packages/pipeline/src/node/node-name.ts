import { hash } from 'node:crypto';
import type { NodeFunction } from './resolve-node.js';

/** The name of a node's function; a function without one is `anonymous`. */
export function functionName(func: NodeFunction): string {
  return typeof func.name === 'string' && func.name !== '' ? func.name : 'anonymous';
}

/**
 * The name of a node that was given none: `<function name>__<8 hexadecimal digits>`.
 *
 * The digits are the first ones of the SHA-256 (UTF-8) of what Kedro hashes: `name|inputs|outputs`, the dataset names flat, in
 * call order and written as Python writes lists, such as `split|['cars', 'params:seed']|['train']`; with a module,
 * `module.name|…`. They are the same in every process and on every machine, and a node ported from Python that states its
 * module keeps the name it had.
 */
export function defaultName(
  func: NodeFunction,
  module: string | undefined,
  inputs: readonly string[],
  outputs: readonly string[],
): string {
  const name = functionName(func);
  const qualified = module === undefined ? name : `${module}.${name}`;
  const text = `${qualified}|${pythonList(inputs)}|${pythonList(outputs)}`;
  return `${name}__${hash('sha256', text).slice(0, 8)}`;
}

/** How Python's `repr` writes a list of texts. */
function pythonList(names: readonly string[]): string {
  return `[${names.map(pythonText).join(', ')}]`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  // Escaped are the quote, the backslash, and what Python holds for unprintable: all separators but the space, and category C.
  const escaped = text.replace(/[\\'\p{C}\p{Z}]/gu, (character) => {
    if (character === ' ' || (character === "'" && quote === '"')) return character;
    if (character === "'") return "\\'";
    return ESCAPES[character] ?? escapeCodePoint(character.codePointAt(0)!);
  });
  return quote + escaped + quote;
}

function escapeCodePoint(codePoint: number): string {
  const digits = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return codePoint < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
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
