/** What became of a text whose brackets and quotes were looked at. */
export interface IndentedFlow {
  /**
   * The same YAML text, with the lines that begin inside of brackets or quotes indented beyond the bracket or quote that
   * opened first; undefined when it cannot be told for sure which lines these are.
   */
  readonly text: string | undefined;
  /** How many spaces were put in front of each line. */
  readonly added: readonly number[];
  /** The bracket or quote that is not closed, or closed where it cannot be. */
  readonly unclosed: Opening | undefined;
}

/** A bracket or quote that opens; line and column count from 1. */
export interface Opening {
  readonly kind: 'bracket' | 'quote';
  readonly line: number;
  readonly column: number;
  /** The line in which it is closed, with something behind it that cannot be there; undefined when it is not closed. */
  readonly closedIn?: number;
}

/**
 * Indents the lines that begin inside of brackets or quotes.
 *
 * PyYAML gives no meaning to the indentation of such lines, js-yaml wants them indented more than their key. Values
 * stay as they are, since the space at the start of such a line is no part of them. The number of lines stays too.
 */
export function indentFlowLines(text: string): IndentedFlow {
  const scan: Scan = { opened: [], line: 0, column: 0, block: undefined, expectsNode: true };
  const lines: string[] = [];
  const added: number[] = [];
  for (const line of text.split('\n')) {
    scan.line++;
    const [first] = scan.opened;
    added.push(first !== undefined && line.trim() !== '' ? scan.column + 1 : 0);
    lines.push(' '.repeat(added.at(-1)!) + line);
    if (first !== undefined) {
      const end = scanFlow(line, 0, scan);
      if (end !== undefined && !scanRest(line, end, scan))
        return { text: undefined, added, unclosed: { ...first, closedIn: scan.line } };
    } else if (!isInBlock(line, scan) && !scanBlockLine(line, scan))
      return { text: undefined, added, unclosed: undefined };
  }
  return { text: lines.join('\n'), added, unclosed: scan.opened.at(-1) };
}

interface Scan {
  /** The brackets that are open, and the quote, which can only be the last. */
  readonly opened: (Opening & { readonly char: string })[];
  /** The line that is read, from 1. */
  line: number;
  /** Where the first of the open brackets or the quote stands, from 0. */
  column: number;
  /** A block of text (`|` or `>`): the indentation of its lines, or of the line above before it is known. */
  block: { parent: number; indentation: number | undefined } | undefined;
  /** Whether the value of a key or item may begin on this line. */
  expectsNode: boolean;
}

function isInBlock(line: string, scan: Scan): boolean {
  const { block } = scan;
  if (block === undefined) return false;
  if (line.trim() === '') return true;
  const indentation = indentationOf(line);
  if (indentation >= (block.indentation ?? block.parent + 1)) {
    block.indentation ??= indentation;
    return true;
  }
  scan.block = undefined;
  return false;
}

/** Reads a line that begins outside of brackets and quotes; false when it is not clear what it means. */
function scanBlockLine(line: string, scan: Scan): boolean {
  let position = indentationOf(line);
  let isFirst = true;
  while (position < line.length) {
    const rest = line.slice(position);
    const passed = /^(?:[ \t\r]+|[-?:](?=\s|$)|[&!]\S*)/.exec(rest)?.[0];
    if (passed !== undefined) {
      if (/^[-?:]/.test(passed)) [isFirst, scan.expectsNode] = [false, true];
      position += passed.length;
      continue;
    }
    if (rest.startsWith('#')) return true;
    if (/^[|>]/.test(rest)) {
      scan.block = { parent: indentationOf(line), indentation: undefined };
      scan.expectsNode = false;
      return true;
    }
    if (/^["'[{]/.test(rest)) {
      // Where no value can begin, and no key in quotes, this is a text that began in a line above.
      if (isFirst && !scan.expectsNode && !/^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?:\s|$)/.test(rest))
        return true;
      scan.column = position;
      const end = scanFlow(line, position, scan);
      return end === undefined || scanRest(line, end, scan);
    }
    const end = /:(?=\s|$)|\s#/.exec(rest);
    scan.expectsNode = end?.[0] === ':';
    if (end?.[0] !== ':') return true;
    isFirst = false;
    position += end.index + 1;
  }
  return true;
}

/** Reads on inside of brackets or quotes; where the outermost ends, or undefined when it goes on in the next line. */
function scanFlow(line: string, start: number, scan: Scan): number | undefined {
  const { opened } = scan;
  let isTokenStart = true;
  for (let position = start; position < line.length; position++) {
    const char = line[position]!;
    const last = opened.at(-1);
    if (last?.kind === 'quote') {
      if (char === '\\' && last.char === '"') position++;
      else if (char === "'" && last.char === "'" && line[position + 1] === "'") position++;
      else if (char === last.char) opened.pop();
    } else if (/\s/.test(char)) continue;
    else if (char === '#' && (position === 0 || /\s/.test(line[position - 1]!))) return undefined;
    else if ((char === '"' || char === "'") && isTokenStart) open('quote', position);
    else if (char === '[' || char === '{') open('bracket', position);
    else if (char === ']' || char === '}') opened.pop();
    if (opened.length === 0) return position + 1;
    isTokenStart = /[[{,:?]/.test(char);
  }
  return undefined;

  function open(kind: Opening['kind'], position: number): void {
    opened.push({ kind, char: line[position]!, line: scan.line, column: position + 1 });
  }
}

/** Reads what stands behind a bracket or quote that was closed: nothing, a comment, or the value of a key. */
function scanRest(line: string, end: number, scan: Scan): boolean {
  const rest = line.slice(end);
  scan.expectsNode = false;
  if (/^\s*(?:#.*)?$/.test(rest)) return true;
  if (!/^\s*:(?:\s|$)/.test(rest)) return false;
  return scanBlockLine(' '.repeat(end) + rest, scan);
}

function indentationOf(line: string): number {
  return /^ */.exec(line)![0].length;
}
