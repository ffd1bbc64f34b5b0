import { createRequire } from 'node:module';
import type * as JsYaml from 'js-yaml';
import { indentFlowLines, type Opening } from './flow-indentation.js';
import { findRepeatedKey } from './repeated-key.js';

/** What is wrong with a YAML text. */
export class YamlProblem extends Error {
  readonly code = 'KEDRO_YAML_PROBLEM' as const;
  /** In words without any of the text itself. */
  readonly reason: string;
  /** In words that may name keys and tags of the text. */
  readonly namedReason: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(reason: string, line?: number, column?: number, namedReason: string = reason) {
    super(reason);
    this.reason = reason;
    this.namedReason = namedReason;
    this.line = line;
    this.column = column;
  }

  override readonly name = 'YamlProblem';
}

/** A YAML text taken apart: events whose offsets point into `source`, which has the same lines as the text. */
export interface YamlEvents {
  readonly source: string;
  readonly events: JsYaml.Event[];
  /** How many spaces the lines of `source` have in front of those of the text. */
  readonly added: readonly number[];
}

/**
 * Takes a YAML text apart, with two liberties of PyYAML that js-yaml does not take: lines inside of brackets and quotes
 * may be indented less than their key, and a block of text that ends with the file gets no line break of its own.
 *
 * @throws YamlProblem when the text is not YAML.
 */
export function parseYamlEvents(text: string): YamlEvents {
  const parsed = parseIndented(text);
  endBlockWithFile(parsed);
  return parsed;
}

/** Runs the parser on a text, or on the events of one, and says in our words what is wrong. */
export function inOurWords<Result>(yaml: YamlEvents, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const { reason, mark } = error as Partial<JsYaml.YAMLException>;
    if (reason === undefined) throw new YamlProblem('it cannot be read as YAML');
    if (!mark) throw new YamlProblem(redact(reason));
    const line = mark.line + 1;
    const column = Math.max(1, mark.column + 1 - (yaml.added[mark.line] ?? 0));
    const { text, named } = describe(reason, mark.position, yaml);
    throw new YamlProblem(text, line, column, named);
  }
}

const require = createRequire(import.meta.url);
let loaded: typeof JsYaml | undefined;

/** The parser, loaded at the first YAML text only: programs without one should not pay for it. */
export function jsYaml(): typeof JsYaml {
  return (loaded ??= require('js-yaml') as typeof JsYaml);
}

function parseIndented(text: string): YamlEvents {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const { text: source, added, unclosed } = indentFlowLines(text);
    if (unclosed !== undefined && !isBefore(error, unclosed)) throw unclosedProblem(unclosed);
    if (source === undefined || error.reason !== 'deficient indentation') throw error;
    return parse(source, added);
  }
}

function isBefore({ line = 0, column = 0 }: YamlProblem, opening: Opening): boolean {
  return line < opening.line || (line === opening.line && column < opening.column);
}

function unclosedProblem({ kind, line, column, closedIn }: Opening): YamlProblem {
  const end = closedIn === undefined ? 'is not closed' : `ends in line ${closedIn}, with more text behind it`;
  return new YamlProblem(`the ${kind} that opens here ${end}`, line, column);
}

function parse(source: string, added: readonly number[] = []): YamlEvents {
  const events = inOurWords({ source, added, events: [] }, () => jsYaml().parseEvents(source, {}));
  return { source, added, events };
}

function endBlockWithFile({ source, events }: YamlEvents): void {
  const { CHOMPING_MODE, EVENT_ID, SCALAR_STYLE } = jsYaml();
  const last = events.findLast((event) => event.type === EVENT_ID.SCALAR);
  const isBlock = last?.style === SCALAR_STYLE.LITERAL_BLOCK || last?.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (isBlock && last.valueEnd >= source.length && /[^\s][^\r\n]*$/.test(source.slice(-1000)))
    last.chomping = CHOMPING_MODE.STRIP;
}

function describe(
  reason: string,
  position: number,
  { source, events }: YamlEvents,
): { readonly text: string; readonly named?: string } {
  const [, tag] = /^unknown \w+ tag !<(.*)>$/s.exec(reason) ?? [];
  if (tag !== undefined) {
    const name = tag.replace('tag:yaml.org,2002:', '!!');
    return { text: 'a tag is not known', named: `the tag ${name} is not known` };
  }
  if (reason === 'duplicated mapping key') {
    const first = findRepeatedKey(jsYaml(), { source, events }, position);
    if (first === undefined) return { text: 'the key stands in the same mapping before' };
    const twice = `stands in line ${lineAt(source, first.offset)}, and again in line ${lineAt(source, position)}`;
    return { text: `a key ${twice}`, named: `the key "${first.name}" ${twice}` };
  }
  const isAfterKey = /:\s[^\n]*$/.test(source.slice(source.lastIndexOf('\n', position) + 1, position));
  if (reason === 'bad indentation of a mapping entry' && source[position] === ':' && isAfterKey)
    return { text: 'a value cannot hold ": " unless it is in quotes' };
  return { text: redact(reason) };
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Takes out what the parser quotes from the file (names of aliases and tags), which may be part of a secret. */
function redact(reason: string): string {
  return reason.replace(/ ?!<[^]*>| ?"[^]*"|: [^]*$/g, '');
}
