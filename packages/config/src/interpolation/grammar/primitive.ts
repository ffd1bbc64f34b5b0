import { IntegralFloat } from '../integral-float.js';
import type { Argument } from './expression.js';
import type { Token } from './tokenize.js';
import { unescape, unescapeTokens, type Piece } from './unescape.js';

/** What text without quotes says: one token can be a number, a boolean or null, several are text. */
export function toPrimitive(pieces: readonly Piece[]): Argument {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined && !('kind' in first)) {
    return { kind: 'constant', value: valueOf(first) };
  }
  return { kind: 'text', parts: unescape(pieces) };
}

/** A key of a mapping: JavaScript has text only, so that `1` and `'1'` are one key. */
export function toKey(tokens: readonly Token[]): string {
  const [first] = tokens;
  if (tokens.length > 1 || first === undefined) return unescapeTokens(tokens);
  const value = valueOf(first);
  return String(value instanceof IntegralFloat ? value.value : value);
}

function valueOf(token: Token): unknown {
  switch (token.type) {
    case 'null':
      return null;
    case 'boolean':
      return token.text.toLowerCase() === 'true';
    case 'integer':
      // Python knows no negative integer zero.
      return Number(token.text.replaceAll('_', '')) + 0;
    case 'float':
      return floatOf(token.text.replaceAll('_', '').toLowerCase());
    default:
      return unescapeTokens([token]);
  }
}

function floatOf(text: string): unknown {
  const value = text.endsWith('inf') ? Number(text.replace('inf', 'Infinity')) : Number(text);
  return Number.isInteger(value) ? new IntegralFloat(value) : value;
}
