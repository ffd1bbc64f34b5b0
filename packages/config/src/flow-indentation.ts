/**
 * The same YAML text, with the lines that begin inside of brackets or quotes indented beyond the bracket or quote that
 * opened first; undefined when it cannot be told for sure which lines these are.
 *
 * PyYAML gives no meaning to the indentation of such lines, js-yaml wants them indented more than their key. Values
 * stay as they are, since the space at the start of such a line is no part of them. The number of lines stays too.
 */
export function indentFlowLines(text: string): string | undefined {
  const scan: Scan = { depth: 0, quote: '', column: 0, block: undefined, expectsNode: true };
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const isInside = scan.depth > 0 || scan.quote !== '';
    lines.push(isInside && line.trim() !== '' ? ' '.repeat(scan.column + 1) + line : line);
    if (isInside) {
      const end = scanFlow(line, 0, scan);
      if (end !== undefined && !scanRest(line, end, scan)) return undefined;
    } else if (!isInBlock(line, scan) && !scanBlockLine(line, scan)) return undefined;
  }
  return lines.join('\n');
}

interface Scan {
  /** How many brackets are open. */
  depth: number;
  /** The quote that is open. */
  quote: string;
  /** Where the first of the open brackets or the quote stands. */
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
  let isTokenStart = true;
  for (let position = start; position < line.length; position++) {
    const char = line[position]!;
    if (scan.quote !== '') {
      if (char === '\\' && scan.quote === '"') position++;
      else if (char === "'" && scan.quote === "'" && line[position + 1] === "'") position++;
      else if (char === scan.quote) {
        scan.quote = '';
        if (scan.depth === 0) return position + 1;
      }
    } else if (/\s/.test(char)) continue;
    else if (char === '#' && (position === 0 || /\s/.test(line[position - 1]!))) return undefined;
    else if ((char === '"' || char === "'") && isTokenStart) scan.quote = char;
    else if (char === '[' || char === '{') scan.depth++;
    else if ((char === ']' || char === '}') && --scan.depth === 0) return position + 1;
    isTokenStart = /[[{,:?]/.test(char);
  }
  return undefined;
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
