/** A piece of a text with interpolations; `start` is its offset. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
}

export type TokenType =
  | 'any-text'
  | 'escaped-interpolation'
  | 'backslashes'
  | 'interpolation-open'
  | 'interpolation-close'
  | 'brace-open'
  | 'brace-close'
  | 'bracket-open'
  | 'bracket-close'
  | 'quote-open'
  | 'quote-close'
  | 'comma'
  | 'colon'
  | 'dot'
  | 'float'
  | 'integer'
  | 'boolean'
  | 'null'
  | 'identifier'
  | 'key'
  | 'character'
  | 'escape'
  | 'space'
  | 'end';

/** Where a tokenizer stands: in plain text, after `${`, among a resolver's arguments, or inside quotes. */
export type TokenMode = 'text' | 'interpolation' | 'arguments' | 'single-quoted' | 'double-quoted';

/**
 * The tokens of a text, with an `end` token behind them, after the lexical grammar of OmegaConf 2.2: each mode has its
 * kinds of tokens, the longest match wins, and of equally long ones the first kind.
 *
 * @returns the offset of the first character that no token can start with, if there is one.
 */
export function tokenize(text: string, mode: TokenMode): Token[] | number {
  const tokens: Token[] = [];
  const modes = [mode];
  let position = 0;
  while (position < text.length) {
    const current = modes.at(-1);
    if (current === undefined) return position;
    const match = longestMatch(text, position, KINDS[current]);
    if (match === undefined) return position;
    const { kind, length } = match;
    tokens.push({ type: kind.type, text: text.slice(position, position + length), start: position });
    if (kind.leaves === true) modes.pop();
    if (kind.enters !== undefined) modes.push(kind.enters);
    position += length;
  }
  tokens.push({ type: 'end', text: '', start: position });
  return tokens;
}

interface TokenKind {
  readonly type: TokenType;
  readonly pattern: RegExp;
  /** Whether the mode ends with this token. */
  readonly leaves?: boolean;
  /** The mode that begins after this token. */
  readonly enters?: TokenMode;
}

const INTERPOLATION_OPEN: TokenKind = {
  type: 'interpolation-open',
  pattern: /\$\{[ \t]*/y,
  enters: 'interpolation',
};

const KINDS: Readonly<Record<TokenMode, readonly TokenKind[]>> = {
  text: [
    INTERPOLATION_OPEN,
    { type: 'any-text', pattern: /[^$]*[^\\$]/y },
    { type: 'escaped-interpolation', pattern: /(?:\\\\)*\\\$\{/y },
    { type: 'backslashes', pattern: /(?:\\\\)+/y },
    { type: 'any-text', pattern: /\\+|\$/y },
  ],
  interpolation: [
    INTERPOLATION_OPEN,
    { type: 'colon', pattern: /[ \t]*:[ \t]*/y, leaves: true, enters: 'arguments' },
    { type: 'interpolation-close', pattern: /[ \t]*\}/y, leaves: true },
    { type: 'dot', pattern: /\./y },
    { type: 'bracket-open', pattern: /\[/y },
    { type: 'bracket-close', pattern: /\]/y },
    { type: 'identifier', pattern: /[a-z_][a-z0-9_]*/iy },
    { type: 'key', pattern: /[^\\{}()[\]:. \t'"]+/y },
  ],
  arguments: [
    INTERPOLATION_OPEN,
    { type: 'brace-open', pattern: /\{[ \t]*/y, enters: 'arguments' },
    { type: 'brace-close', pattern: /[ \t]*\}/y, leaves: true },
    { type: 'quote-open', pattern: /'/y, enters: 'single-quoted' },
    { type: 'quote-open', pattern: /"/y, enters: 'double-quoted' },
    { type: 'comma', pattern: /[ \t]*,[ \t]*/y },
    { type: 'bracket-open', pattern: /\[[ \t]*/y },
    { type: 'bracket-close', pattern: /[ \t]*\]/y },
    { type: 'colon', pattern: /[ \t]*:[ \t]*/y },
    { type: 'float', pattern: floatPattern() },
    { type: 'integer', pattern: /[+-]?(?:0|[1-9](?:_?\d)*)/y },
    { type: 'boolean', pattern: /true|false/iy },
    { type: 'null', pattern: /null/iy },
    { type: 'character', pattern: /[/\-\\+.$%*@?|]/y },
    { type: 'identifier', pattern: /[a-z_][a-z0-9_]*/iy },
    { type: 'escape', pattern: /(?:\\[\\()[\]{}:=, \t])+/y },
    { type: 'space', pattern: /[ \t]+/y },
  ],
  'single-quoted': quotedKinds("'"),
  'double-quoted': quotedKinds('"'),
};

function quotedKinds(quote: string): TokenKind[] {
  return [
    INTERPOLATION_OPEN,
    { type: 'quote-close', pattern: new RegExp(quote, 'y'), leaves: true },
    { type: 'any-text', pattern: new RegExp(`[^${quote}$]*[^\\\\${quote}$]`, 'y') },
    { type: 'escaped-interpolation', pattern: /(?:\\\\)*\\\$\{/y },
    { type: 'escape', pattern: new RegExp(`(?:\\\\\\\\)*\\\\${quote}`, 'y') },
    { type: 'backslashes', pattern: /(?:\\\\)+/y },
    { type: 'any-text', pattern: /\\+|\$/y },
  ];
}

function floatPattern(): RegExp {
  const integer = String.raw`(?:0|[1-9](?:_?\d)*)`;
  const point = String.raw`(?:${integer}?\.\d(?:_?\d)*|${integer}\.)`;
  const exponent = String.raw`(?:${point}|${integer})e[+-]?\d(?:_?\d)*`;
  return new RegExp(`[+-]?(?:${exponent}|${point}|inf|nan)`, 'iy');
}

function longestMatch(
  text: string,
  position: number,
  kinds: readonly TokenKind[],
): { kind: TokenKind; length: number } | undefined {
  let best: { kind: TokenKind; length: number } | undefined;
  for (const kind of kinds) {
    kind.pattern.lastIndex = position;
    if (!kind.pattern.test(text)) continue;
    const length = kind.pattern.lastIndex - position;
    if (best === undefined || length > best.length) best = { kind, length };
  }
  return best;
}
