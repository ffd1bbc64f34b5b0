import { escapeRegExp, readFieldFormat, type FieldFormat, type FieldValue } from './field-format.js';

/** What the placeholders of a pattern stand for in a name. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

/** A pattern for the names of datasets, made ready for matching. */
export interface DatasetPattern {
  readonly text: string;
  /** Whether a name fits, quicker than {@link DatasetPattern.match}. */
  fits(name: string): boolean;
  /** What the placeholders stand for; undefined for a name that does not fit. */
  match(name: string): FieldValues | undefined;
}

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
  let source = '';
  let end = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    source += escapeRegExp(text.slice(end, index)) + compileToken(token, fields);
    end = index + token.length;
  }
  const expression = new RegExp(`^${source}${escapeRegExp(text.slice(end))}$`, 'isu');
  return {
    text,
    fits: (name) => expression.test(name),
    match: (name) => {
      const match = expression.exec(name);
      return match === null ? undefined : valuesOf(match, fields);
    },
  };
}

interface Field {
  readonly name: string;
  readonly spec: string;
  readonly convert: FieldFormat['convert'];
}

function compileToken(token: string, fields: Field[]): string {
  if (token === '{{' || token === '}}') return `\\${token[0]}`;
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
