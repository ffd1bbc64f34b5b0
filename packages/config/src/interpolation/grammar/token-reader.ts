import { tokenize, type Token, type TokenMode, type TokenType } from './tokenize.js';

/** A text that does not follow the grammar; `position` is the offset at which it stops making sense. */
export class SyntaxProblem extends Error {
  readonly code = 'KEDRO_INTERPOLATION_SYNTAX' as const;
  readonly position: number;

  constructor(position: number) {
    super(`The text cannot be read at character ${position + 1}.`);
    this.position = position;
  }

  override readonly name = 'SyntaxProblem';
}

/** The tokens of a text, one after another. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  /** @throws SyntaxProblem when the text holds a character that no token can start with. */
  constructor(text: string, mode: TokenMode) {
    const tokens = tokenize(text, mode);
    if (typeof tokens === 'number') throw new SyntaxProblem(tokens);
    this.#tokens = tokens;
  }

  peek(): Token {
    return this.#tokens[this.#position]!;
  }

  take(): Token {
    const token = this.peek();
    if (token.type !== 'end') this.#position++;
    return token;
  }

  /** Takes the next token if it is of a type. */
  accept(type: TokenType): boolean {
    if (this.peek().type !== type) return false;
    this.take();
    return true;
  }

  expect(type: TokenType): Token {
    if (this.peek().type !== type) this.fail();
    return this.take();
  }

  fail(): never {
    throw new SyntaxProblem(this.peek().start);
  }

  /** Reads something that may hold itself. */
  nest<Result>(read: () => Result): Result {
    if (++this.#depth > DEEPEST) this.fail();
    const result = read();
    this.#depth--;
    return result;
  }
}

// Far more than anybody writes, far less than the stack of calls allows.
const DEEPEST = 200;
