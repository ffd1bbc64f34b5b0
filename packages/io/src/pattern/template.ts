import type { FieldValues } from './dataset-pattern.js';
import type { FieldValue } from './field-format.js';

/**
 * A text with placeholders, ready to be filled in.
 *
 * @throws SyntaxError for a brace by itself, an unknown placeholder, or a format that does not fit the value; the message does not
 *   quote the text.
 */
export type Template = (values: FieldValues) => string;

const TOKEN = /\{\{|\}\}|\{([^{}!:]*)(?::([^{}]*))?\}|[{}]/g;
const SPEC =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<base>#)?(?<zero>0)?(?<width>\d+)?(?:\.(?<precision>\d+))?(?<type>[a-zA-Z])?$/su;
const RADIX: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };

/**
 * Reads a text by the rules of Python's `str.format`: `{{` and `}}` mean the braces themselves. What is wrong with it is said
 * when it is filled in.
 *
 * @returns undefined for a text that stays as it is, such as one without a closing brace
 */
export function compileTemplate(text: string): Template | undefined {
  if (!text.includes('}')) return undefined;
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: token, 1: name, 2: spec, index } of text.matchAll(TOKEN)) {
    parts.push({ before: text.slice(end, index), fill: compileToken(token, name, spec) });
    end = index + token.length;
  }
  const rest = text.slice(end);
  return (values) => {
    let filled = '';
    for (const { before, fill } of parts) filled += before + fill(values);
    return filled + rest;
  };
}

interface Part {
  readonly before: string;
  readonly fill: Template;
}

function compileToken(token: string, name: string | undefined, spec: string | undefined): Template {
  if (token === '{{' || token === '}}') return () => token[0]!;
  if (name === undefined)
    return () => {
      throw new SyntaxError(`it has a single "${token}"; write it twice to mean the character itself`);
    };
  return (values) => {
    const value = name === '' ? undefined : values.get(name);
    if (value === undefined)
      throw new SyntaxError('it has a placeholder that the name of the pattern does not define');
    return spec === undefined ? String(value) : formatValue(value, spec);
  };
}

function formatValue(value: FieldValue, spec: string): string {
  const parts = SPEC.exec(spec)?.groups;
  const text = parts && (typeof value === 'string' ? formatText(value, parts) : formatNumber(value, parts));
  if (parts === undefined || text === undefined)
    throw new SyntaxError(
      `a ${typeof value === 'string' ? 'text' : 'number'} cannot be written as ":${spec}"`,
    );
  return pad(text, parts, typeof value === 'string' ? '<' : '>');
}

type Parts = Readonly<Record<string, string | undefined>>;

function formatText(value: string, { type, sign, base, align, precision }: Parts): string | undefined {
  if ((type !== undefined && type !== 's') || sign || base || align === '=') return undefined;
  return precision === undefined ? value : [...value].slice(0, Number(precision)).join('');
}

function formatNumber(value: bigint, parts: Parts): string | undefined {
  const { type = 'd', base, precision } = parts;
  const radix = RADIX[type];
  if (radix === undefined || precision !== undefined) return undefined;
  const digits = (value < 0n ? -value : value).toString(radix);
  const prefix = base !== undefined && type !== 'd' ? `0${type}` : '';
  return signOf(value, parts['sign']) + prefix + (type === 'X' ? digits.toUpperCase() : digits);
}

function signOf(value: bigint, sign: string | undefined): string {
  if (value < 0n) return '-';
  return sign === '+' || sign === ' ' ? sign : '';
}

function pad(text: string, parts: Parts, usual: string): string {
  const zero = parts['zero'] !== undefined;
  const align = parts['align'] ?? (zero && usual === '>' ? '=' : usual);
  const room = Math.max(0, Number(parts['width'] ?? 0) - [...text].length);
  const padding = (count: number): string => (parts['fill'] ?? (zero ? '0' : ' ')).repeat(count);
  if (align === '<') return text + padding(room);
  if (align === '>') return padding(room) + text;
  if (align === '^') return padding(Math.floor(room / 2)) + text + padding(Math.ceil(room / 2));
  const sign = /^[-+ ]?(?:0[boxX])?/.exec(text)![0];
  return sign + padding(room) + text.slice(sign.length);
}
