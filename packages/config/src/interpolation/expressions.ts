import { InterpolationError } from '../errors.js';
import { isContainer, type ConfigNode } from './config-node.js';
import type { Expression } from './grammar/expression.js';
import { parseText } from './grammar/parse.js';
import { SyntaxProblem } from './grammar/token-reader.js';

/** Whether a value is text with an interpolation, escaped or not. */
export function isInterpolated(value: unknown): value is string {
  return typeof value === 'string' && value.includes('${');
}

/** Whether a value holds an interpolation at any depth; cheap, so that configuration without any stays so. */
export function holdsInterpolation(value: unknown): boolean {
  if (typeof value === 'string') return isInterpolated(value);
  return isContainer(value) && Object.values(value).some(holdsInterpolation);
}

/** The texts with interpolations of a configuration: which containers hold some, and what each says. */
export class Expressions {
  readonly #parsed = new Map<string, Expression>();
  readonly #containers = new Map<object, boolean>();

  /**
   * Whether a container holds interpolations at any depth; all of them are read at the first call.
   *
   * @throws InterpolationError when one cannot be read.
   */
  standIn(node: ConfigNode): boolean {
    return this.#containers.get(node.content) ?? this.#scan(node.content, node.path);
  }

  /** @throws InterpolationError when the text, which stands at the path, cannot be read. */
  parse(text: string, path: () => readonly string[]): Expression {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const expression = parseAt(text, path);
    this.#parsed.set(text, expression);
    return expression;
  }

  // `path` is one array that grows and shrinks along the way: a copy per value would be most of the work.
  #scan(container: object, path: string[]): boolean {
    const known = this.#containers.get(container);
    if (known !== undefined) return known;
    let found = false;
    for (const key of Object.keys(container)) {
      const value = (container as Readonly<Record<string, unknown>>)[key];
      path.push(key);
      if (isInterpolated(value)) {
        this.parse(value, () => [...path]);
        found = true;
      } else if (isContainer(value) && this.#scan(value, path)) {
        found = true;
      }
      path.pop();
    }
    this.#containers.set(container, found);
    return found;
  }
}

function parseAt(text: string, path: () => readonly string[]): Expression {
  try {
    return parseText(text);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const reason =
      `its text makes no sense from character ${error.position + 1} on. Write \${key.key} or \${resolver:argument,…}; ` +
      'put an argument with other characters than letters, digits and /-+.$%*@?| in quotes, and a backslash before ' +
      'a ${ that is to stay as it is.';
    throw new InterpolationError('syntax', path(), reason);
  }
}
