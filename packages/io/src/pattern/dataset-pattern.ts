import { escapeRegExp, readFieldFormat, type FieldFormat, type FieldValue } from './field-format.js';

/** What the placeholders of a pattern stand for in a name. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

/** A pattern for the names of datasets, made ready for matching. */
export interface DatasetPattern {
  readonly text: string;
  /**
   * What the placeholders stand for; undefined for a name that does not fit.
   *
   * @param outline - what {@link outlineOf} says of the name, for who tries several patterns
   */
  match(name: string, outline?: NameOutline): FieldValues | undefined;
}

/** A name in small letters, by which a pattern sees quickly that it does not fit; null where letters tell nothing. */
export type NameOutline = string | null;

/** `{{` and `}}` mean the braces themselves; a brace that begins no placeholder does too. */
const TOKEN = /\{\{|\}\}|\{[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+|\[[^\]]+\])*(?::[^}]+)?\}/gu;

/** Tells whether a name is a pattern. */
export function isPattern(name: string): boolean {
  return name.includes('{');
}

/** The placeholders of a text as they are written, braces included. */
export function placeholdersOf(text: string): string[] {
  return text.match(/\{.*?\}/g) ?? [];
}

/**
 * Reads a pattern by the rules of Python's `parse`, which Kedro uses: a placeholder takes as little text as possible but some,
 * one that comes again stands for the same text, large and small letters are the same.
 *
 * @throws SyntaxError for a format that is not understood, or one placeholder with two formats.
 */
export function compilePattern(text: string): DatasetPattern {
  const fields: Field[] = [];
  const literals = [''];
  let source = '';
  const add = (literal: string): void => {
    literals[literals.length - 1] += literal;
    source += escapeRegExp(literal);
  };
  let end = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    add(text.slice(end, index));
    end = index + token.length;
    if (token === '{{' || token === '}}') {
      add(token[0]!);
    } else {
      source += compileField(token, fields);
      literals.push('');
    }
  }
  add(text.slice(end));
  const expression = new RegExp(`^${source}$`, 'isu');
  const [before, after] = [outlineOf(literals[0]!) ?? '', outlineOf(literals.at(-1)!) ?? ''];
  return {
    text,
    match: (name, outline = outlineOf(name)) => {
      if (outline !== null && !(outline.startsWith(before) && outline.endsWith(after))) return undefined;
      const match = expression.exec(name);
      return match === null ? undefined : valuesOf(match, fields);
    },
  };
}

/** Null for more than ASCII: to an expression that does not tell large letters from small ones, K (the kelvin sign) is a k too. */
export function outlineOf(text: string): NameOutline {
  return /[^\0-\x7f]/.test(text) ? null : text.toLowerCase();
}

interface Field {
  readonly name: string;
  readonly spec: string;
  readonly convert: FieldFormat['convert'];
}

function compileField(token: string, fields: Field[]): string {
  const colon = token.indexOf(':');
  const name = token.slice(1, colon < 0 ? -1 : colon);
  const spec = colon < 0 ? '' : token.slice(colon + 1, -1);
  const known = name === '' ? -1 : fields.findIndex((field) => field.name === name);
  if (known >= 0) {
    if (fields[known]!.spec !== spec) throw new SyntaxError(`the placeholder {${name}} has two formats`);
    // The empty group keeps a digit that follows from being read as part of the number.
    return `\\${known + 1}(?:)`;
  }
  const format = readFieldFormat(spec);
  if (format === undefined)
    throw new SyntaxError(
      `the format of the placeholder ${token} is not understood; the types are d, b, o, x for whole numbers, ` +
        'and l, w, W, D, s, S for kinds of characters',
    );
  fields.push({ name, spec, convert: format.convert });
  return `${format.before}(${format.source})${format.after}`;
}

function valuesOf(match: RegExpExecArray, fields: readonly Field[]): FieldValues {
  return new Map(fields.map(({ name, convert }, i) => [name, convert(match[i + 1]!)]));
}
