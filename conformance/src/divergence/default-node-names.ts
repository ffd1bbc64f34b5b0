import { hash } from 'node:crypto';
import { collectNodeSpecs } from '../spec/spec.js';

/** Stands where eight digits stood. */
const DIGITS = '\0';

/**
 * The rule `default-node-names`: the name of a node without one ends in a hash of text that only Python writes. Everything
 * before the digits has to be the same, and within a case each of Kedro's hashes stands for one of ours and back.
 */
export class DefaultNames {
  readonly #pattern: RegExp | undefined;
  readonly #ours = new Map<string, string>();
  readonly #kedros = new Map<string, string>();

  /** @param functions - the names of the functions whose nodes have no name of their own */
  constructor(functions: ReadonlySet<string>) {
    const names = [...functions].sort((a, b) => b.length - a.length).map(escapeRegExp);
    this.#pattern =
      names.length === 0
        ? undefined
        : new RegExp(`((?:${names.join('|')})__)([0-9a-f]{8})(?![0-9a-f])`, 'gu');
  }

  /** Whether two texts differ in nothing but the hashes of default names. */
  isSame(actual: string, expected: string): boolean {
    if (this.#pattern === undefined) return false;
    const [ours, kedros] = [this.#split(actual), this.#split(expected)];
    if (kedros.hashes.length === 0 || ours.rest !== kedros.rest) return false;
    return kedros.hashes.every((kedro, index) => this.#isPair(ours.hashes[index]!, kedro));
  }

  /** The name to look for in a message of ours: itself, or with any hash if it ends in a default one. */
  toRegExp(name: string): RegExp | undefined {
    if (this.#pattern === undefined) return undefined;
    const { rest, hashes } = this.#split(name);
    return hashes.length === 0
      ? undefined
      : new RegExp(escapeRegExp(rest).replaceAll(DIGITS, '[0-9a-f]{8}'), 'u');
  }

  #split(text: string): { readonly rest: string; readonly hashes: readonly string[] } {
    const hashes: string[] = [];
    const rest = text.replace(this.#pattern!, (_, name: string, digits: string) => {
      hashes.push(digits);
      return `${name}${DIGITS}`;
    });
    return { rest, hashes };
  }

  #isPair(ours: string, kedro: string): boolean {
    const isKnown = this.#ours.has(kedro) || this.#kedros.has(ours);
    if (isKnown) return this.#ours.get(kedro) === ours && this.#kedros.get(ours) === kedro;
    this.#ours.set(kedro, ours);
    this.#kedros.set(ours, kedro);
    return true;
  }
}

/** The names of the functions of all nodes in a case that have no name of their own. */
export function unnamedFunctions(given: unknown): Set<string> {
  const unnamed = collectNodeSpecs(given).filter(({ name }) => !name);
  return new Set(unnamed.map(({ func }) => func.name));
}

/** The default name that the packages promise; the same in every process, which a hash made anew each time would not be. */
export function promisedDefaultName(
  functionName: string,
  inputs: readonly string[],
  outputs: readonly string[],
): string {
  return `${functionName}__${hash('sha256', JSON.stringify([functionName, inputs, outputs])).slice(0, 8)}`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
