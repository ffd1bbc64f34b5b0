import type { Interpolation } from './expression.js';
import type { Token } from './tokenize.js';

/** A token of a text, or an interpolation in it. */
export type Piece = Token | Interpolation;

/**
 * The pieces of a text as they are printed, with runs of text joined. A backslash before a special character is taken
 * away; a run of backslashes is halved where it stands before an interpolation, or before the closing quote.
 */
export function unescape(
  pieces: readonly Piece[],
  { isQuoted = false }: { readonly isQuoted?: boolean } = {},
): (string | Interpolation)[] {
  const parts: (string | Interpolation)[] = [];
  let text = '';
  pieces.forEach((piece, index) => {
    if ('kind' in piece) {
      if (text !== '') parts.push(text);
      text = '';
      parts.push(piece);
    } else {
      const next = pieces[index + 1];
      text += unescapeToken(piece, next === undefined ? isQuoted : 'kind' in next);
    }
  });
  if (text !== '') parts.push(text);
  return parts;
}

/** Tokens as one text. */
export function unescapeTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => unescapeToken(token, false)).join('');
}

function unescapeToken({ type, text }: Token, isBeforeSpecial: boolean): string {
  if (type === 'escaped-interpolation') return '\\'.repeat((text.length - 3) / 2) + '${';
  if (type === 'escape' || (type === 'backslashes' && isBeforeSpecial)) return everySecond(text);
  return text;
}

function everySecond(text: string): string {
  return [...text].filter((_, index) => index % 2 === 1).join('');
}
