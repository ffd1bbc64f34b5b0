/** What a placeholder stood for: text, or a whole number where its format says so. */
export type FieldValue = string | bigint;

/** How the text in the place of a placeholder looks, and what it is turned into. */
export interface FieldFormat {
  /** A regular expression without capturing groups. */
  readonly source: string;
  /** What may stand before and after it and is dropped. */
  readonly before: string;
  readonly after: string;
  readonly convert: (text: string) => FieldValue;
}

const SPEC =
  /^(?:(?<fill>.)?(?<align>[<>^]))?(?<zero>0)?(?<width>\d+)?(?:\.(?<precision>\d+))?(?<type>[a-zA-Z])?$/su;

/** Kinds of characters, in the letters of Python's `parse`; a large letter is the opposite of the small one. */
const CHARACTERS: Readonly<Record<string, string>> = {
  l: '[A-Za-z]+',
  w: '[\\p{L}\\p{N}_]+',
  W: '[^\\p{L}\\p{N}_]+',
  d: '\\d+',
  D: '\\D+',
  s: '\\s+',
  S: '\\S+',
};

/** Digits of whole numbers, and what tells the engine their base. */
const NUMBERS: Readonly<Record<string, { readonly digits: string; readonly prefix: string }>> = {
  b: { digits: '(?:0[bB])?[01]+', prefix: '0b' },
  o: { digits: '(?:0[oO])?[0-7]+', prefix: '0o' },
  x: { digits: '(?:0[xX])?[0-9a-fA-F]+', prefix: '0x' },
};

/**
 * Reads what stands after the colon of a placeholder, in the notation of Python's `parse`: `[[fill]align][0][width][.precision][type]`
 * with the types `d`, `b`, `o`, `x` for whole numbers and `l`, `w`, `W`, `D`, `s`, `S` for kinds of characters.
 *
 * @returns undefined for a format that is not understood
 */
export function readFieldFormat(spec: string): FieldFormat | undefined {
  const parts = SPEC.exec(spec)?.groups;
  if (parts === undefined) return undefined;
  const { fill = ' ', width, precision, type } = parts;
  const core =
    type === undefined ? { source: textOf(width, precision), convert: asText } : typed(type, width);
  if (core === undefined) return undefined;
  const align = parts['align'] ?? (width === undefined ? undefined : '>');
  const padding = `${escapeRegExp(fill)}*`;
  return {
    ...core,
    before: align === '>' || align === '^' ? padding : '',
    after: align === '<' || align === '^' ? padding : '',
  };
}

/** Text in which no character means anything to a regular expression. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function textOf(width: string | undefined, precision: string | undefined): string {
  if (precision !== undefined) return `.{${width ?? 1},${precision}}?`;
  return width === undefined ? '.+?' : `.{${width},}?`;
}

function typed(type: string, width: string | undefined): Pick<FieldFormat, 'source' | 'convert'> | undefined {
  if (type === 'd') {
    const times = width === undefined ? '+' : `{1,${width}}`;
    const digits = `\\d${times}|0[xX][0-9a-fA-F]${times}|0[bB][01]${times}|0[oO][0-7]${times}`;
    return { source: `[-+ ]?(?:${digits})`, convert: (text) => toInteger(text, '') };
  }
  const number = NUMBERS[type];
  if (number !== undefined)
    return { source: `[-+ ]?${number.digits}`, convert: (text) => toInteger(text, number.prefix) };
  const source = CHARACTERS[type];
  return source === undefined ? undefined : { source, convert: asText };
}

function toInteger(text: string, prefix: string): bigint {
  const digits = text.replace(/^[-+ ]/, '');
  const value = BigInt(/^0[box]/i.test(digits) ? digits : prefix + digits);
  return text.startsWith('-') ? -value : value;
}

function asText(text: string): string {
  return text;
}
