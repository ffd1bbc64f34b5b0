import { createRequire } from 'node:module';
import type * as JsYaml from 'js-yaml';
import { indentFlowLines } from './flow-indentation.js';

/** What is wrong with a YAML text, without any of the text itself. */
export class YamlProblem extends Error {
  readonly code = 'KEDRO_YAML_PROBLEM' as const;
  readonly reason: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(reason: string, line?: number, column?: number) {
    super(reason);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  override readonly name = 'YamlProblem';
}

/** A YAML text taken apart: events whose offsets point into `source`, which has the same lines as the text. */
export interface YamlEvents {
  readonly source: string;
  readonly events: JsYaml.Event[];
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

/** Runs the parser, and takes the text out of its errors. */
export function withoutText<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const { reason, mark } = error as Partial<JsYaml.YAMLException>;
    if (reason === undefined) throw new YamlProblem('it cannot be read as YAML');
    throw new YamlProblem(redact(reason), mark && mark.line + 1, mark && mark.column + 1);
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
    const source = isAboutIndentation(error) ? indentFlowLines(text) : undefined;
    if (source === undefined) throw error;
    return parseAgain(source);
  }
}

function parseAgain(source: string): YamlEvents {
  try {
    return parse(source);
  } catch (error) {
    if (!isAboutIndentation(error)) throw error;
    throw new YamlProblem('a bracket or quote is not closed', error.line, error.column);
  }
}

function isAboutIndentation(error: unknown): error is YamlProblem {
  return error instanceof YamlProblem && error.reason === 'deficient indentation';
}

function parse(source: string): YamlEvents {
  return { source, events: withoutText(() => jsYaml().parseEvents(source, {})) };
}

function endBlockWithFile({ source, events }: YamlEvents): void {
  const { CHOMPING_MODE, EVENT_ID, SCALAR_STYLE } = jsYaml();
  const last = events.findLast((event) => event.type === EVENT_ID.SCALAR);
  const isBlock = last?.style === SCALAR_STYLE.LITERAL_BLOCK || last?.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (isBlock && last.valueEnd >= source.length && /[^\s][^\r\n]*$/.test(source.slice(-1000)))
    last.chomping = CHOMPING_MODE.STRIP;
}

/** Takes out what the parser quotes from the file (names of aliases and tags), which may be part of a secret. */
function redact(reason: string): string {
  return reason.replace(/ ?!<[^]*>| ?"[^]*"|: [^]*$/g, '');
}
