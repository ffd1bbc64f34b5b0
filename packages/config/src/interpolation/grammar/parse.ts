import type { Argument, Expression, Interpolation, TextExpression } from './expression.js';
import { toKey, toPrimitive } from './primitive.js';
import { TokenReader } from './token-reader.js';
import type { Token, TokenType } from './tokenize.js';
import { unescape, type Piece } from './unescape.js';

/**
 * Reads a text that may hold interpolations, after the grammar of OmegaConf 2.2.
 *
 * @throws SyntaxProblem with the place in the text at which it stops making sense.
 */
export function parseText(text: string): Expression {
  const reader = new TokenReader(text, 'text');
  const pieces = readPieces(reader, TEXT_TOKENS);
  reader.expect('end');
  return onlyInterpolation(pieces) ?? { kind: 'text', parts: unescape(pieces) };
}

/**
 * Reads a text the way one argument of a resolver is read.
 *
 * @throws SyntaxProblem with the place in the text at which it stops making sense.
 */
export function parseArgument(text: string): Argument {
  const reader = new TokenReader(text, 'arguments');
  const argument = readArgument(reader);
  reader.expect('end');
  return argument;
}

const TEXT_TOKENS: readonly TokenType[] = ['any-text', 'escaped-interpolation', 'backslashes', 'escape'];
const KEY_TOKENS: readonly TokenType[] = [
  'identifier',
  'null',
  'integer',
  'float',
  'boolean',
  'character',
  'escape',
  'space',
];
const PRIMITIVE_TOKENS: readonly TokenType[] = [...KEY_TOKENS, 'colon'];

/** At least one token of the given types, or interpolation. */
function readPieces(reader: TokenReader, types: readonly TokenType[]): Piece[] {
  const pieces: Piece[] = [];
  for (;;) {
    if (reader.peek().type === 'interpolation-open') pieces.push(readInterpolation(reader));
    else if (types.includes(reader.peek().type)) pieces.push(reader.take());
    else break;
  }
  if (pieces.length === 0) reader.fail();
  return pieces;
}

function onlyInterpolation(pieces: readonly Piece[]): Interpolation | undefined {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined && 'kind' in first ? first : undefined;
}

function readInterpolation(reader: TokenReader): Interpolation {
  return reader.nest(() => {
    reader.expect('interpolation-open');
    const path: (string | Interpolation)[] = [];
    while (reader.peek().type === 'dot') path.push(reader.take().text);
    let canBeResolver = path.length === 0;
    canBeResolver = readKey(reader, path) && canBeResolver;
    for (;;) {
      if (reader.accept('interpolation-close')) return { kind: 'reference', path };
      if (canBeResolver && reader.accept('colon')) {
        const name = path.filter((part) => part !== '.');
        return { kind: 'resolver', name, args: readArguments(reader) };
      }
      if (reader.peek().type === 'dot') path.push(reader.take().text);
      else if (reader.peek().type !== 'bracket-open') reader.fail();
      canBeResolver = readKey(reader, path) && canBeResolver;
    }
  });
}

/** Reads one key, in brackets or not, into the path; says whether it can be part of the name of a resolver. */
function readKey(reader: TokenReader, path: (string | Interpolation)[]): boolean {
  const isBracketed = reader.peek().type === 'bracket-open';
  if (isBracketed) path.push(reader.take().text);
  const { type } = reader.peek();
  if (type === 'interpolation-open') path.push(readInterpolation(reader));
  else if (type === 'identifier' || type === 'key') path.push(reader.take().text);
  else reader.fail();
  if (isBracketed) path.push(reader.expect('bracket-close').text);
  return !isBracketed && type !== 'key';
}

function readArguments(reader: TokenReader): Argument[] {
  if (reader.accept('brace-close')) return [];
  const args = readSequence(reader);
  reader.expect('brace-close');
  return args;
}

/** Arguments between commas; where one is missing it is the empty text. */
function readSequence(reader: TokenReader): Argument[] {
  const items: Argument[] = [];
  do {
    const isMissing = ['comma', 'brace-close', 'bracket-close'].includes(reader.peek().type);
    items.push(isMissing ? { kind: 'constant', value: '' } : readArgument(reader));
  } while (reader.accept('comma'));
  return items;
}

function readArgument(reader: TokenReader): Argument {
  return reader.nest(() => {
    switch (reader.peek().type) {
      case 'quote-open':
        return readQuoted(reader);
      case 'bracket-open':
        return readList(reader);
      case 'brace-open':
        return readMapping(reader);
      default:
        return readPrimitive(reader);
    }
  });
}

function readQuoted(reader: TokenReader): TextExpression {
  reader.expect('quote-open');
  const pieces = reader.peek().type === 'quote-close' ? [] : readPieces(reader, TEXT_TOKENS);
  reader.expect('quote-close');
  return { kind: 'text', parts: unescape(pieces, { isQuoted: true }) };
}

function readList(reader: TokenReader): Argument {
  reader.expect('bracket-open');
  const items = reader.peek().type === 'bracket-close' ? [] : readSequence(reader);
  reader.expect('bracket-close');
  return { kind: 'list', items };
}

function readMapping(reader: TokenReader): Argument {
  reader.expect('brace-open');
  const entries: [string, Argument][] = [];
  if (reader.accept('brace-close')) return { kind: 'mapping', entries };
  do {
    entries.push(readEntry(reader));
  } while (reader.accept('comma'));
  reader.expect('brace-close');
  return { kind: 'mapping', entries };
}

function readEntry(reader: TokenReader): [string, Argument] {
  const key: Token[] = [];
  while (KEY_TOKENS.includes(reader.peek().type)) key.push(reader.take());
  if (key.length === 0) reader.fail();
  reader.expect('colon');
  return [toKey(key), readArgument(reader)];
}

/** Text without quotes: a number, a boolean, null, an interpolation, or all of it as text. */
function readPrimitive(reader: TokenReader): Argument {
  const pieces = readPieces(reader, PRIMITIVE_TOKENS);
  return onlyInterpolation(pieces) ?? toPrimitive(pieces);
}
