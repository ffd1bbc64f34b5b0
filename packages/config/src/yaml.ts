import { createRequire } from 'node:module';
import type * as JsYaml from 'js-yaml';

/** Which scalars a text can hold: `core` is YAML 1.2, `runtime` is what `kedro run --params` understands. */
export type YamlDialect = 'core' | 'runtime';

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

/**
 * Reads a text of at most one YAML document as plain data; `null` when it is empty.
 *
 * @throws YamlProblem when the text is not YAML, or holds several documents or a value that contains itself.
 */
export function parseYaml(text: string, dialect: YamlDialect = 'core'): unknown {
  const yaml = jsYaml();
  const documents = withoutText(() => yaml.loadAll(text, { schema: schemaOf(yaml, dialect) }));
  if (documents.length > 1)
    throw new YamlProblem(`it holds ${documents.length} YAML documents, one is expected`);
  const [document = null] = documents;
  rejectCycle(document, new Set());
  return document;
}

/** The line (from 1) on which a path of keys is written, or the nearest key above it that is; undefined if neither. */
export function findLine(text: string, path: readonly string[]): number | undefined {
  const yaml = jsYaml();
  const events = withoutText(() => yaml.parseEvents(text, {}));
  let offset: number | undefined;
  let position = 1;
  for (const key of path) {
    const child = findChild(yaml, events, position, key, text);
    if (child === undefined) break;
    ({ offset, position } = child);
  }
  return offset === undefined ? undefined : text.slice(0, offset).split('\n').length;
}

const require = createRequire(import.meta.url);
let loaded: typeof JsYaml | undefined;

// Loaded at the first YAML text only: programs without one should not pay for the parser.
function jsYaml(): typeof JsYaml {
  return (loaded ??= require('js-yaml') as typeof JsYaml);
}

function schemaOf(yaml: typeof JsYaml, dialect: YamlDialect): JsYaml.Schema {
  const core = yaml.CORE_SCHEMA.withTags(yaml.mergeTag);
  return dialect === 'core' ? core : core.withTags(yaml.intYaml11Tag, wordyBoolTag(yaml));
}

/** `yes`, `no`, `on` and `off` are booleans, a lone `y` or `n` is text: what Python's YAML reader does. */
function wordyBoolTag(yaml: typeof JsYaml): JsYaml.ScalarTagDefinition<boolean> {
  const { boolYaml11Tag } = yaml;
  return {
    ...boolYaml11Tag,
    resolve: (source, isExplicit, tagName) => {
      if (source.length === 1) return yaml.NOT_RESOLVED;
      return boolYaml11Tag.resolve(source, isExplicit, tagName);
    },
  };
}

function withoutText<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const { reason, mark } = error as Partial<JsYaml.YAMLException>;
    if (reason === undefined) throw new YamlProblem('it cannot be read as YAML');
    throw new YamlProblem(redact(reason), mark && mark.line + 1, mark && mark.column + 1);
  }
}

/** Takes out what the parser quotes from the file (names of aliases and tags), which may be part of a secret. */
function redact(reason: string): string {
  return reason.replace(/ ?!<[^]*>| ?"[^]*"|: [^]*$/g, '');
}

function rejectCycle(value: unknown, ancestors: Set<object>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ancestors.has(value)) throw new YamlProblem('an alias stands inside the value that it stands for');
  ancestors.add(value);
  Object.values(value).forEach((each) => rejectCycle(each, ancestors));
  ancestors.delete(value);
}

function findChild(
  yaml: typeof JsYaml,
  events: readonly JsYaml.Event[],
  position: number,
  key: string,
  text: string,
): { offset: number; position: number } | undefined {
  const { MAPPING, SEQUENCE, SCALAR, POP } = yaml.EVENT_ID;
  const parent = events[position]?.type;
  if (parent !== MAPPING && parent !== SEQUENCE) return undefined;
  let next = position + 1;
  for (let index = 0; events[next] !== undefined && events[next]?.type !== POP; index++) {
    const event = events[next]!;
    if (parent === SEQUENCE) {
      if (String(index) === key) return { offset: startOf(event), position: next };
    } else {
      const value = skipNode(yaml, events, next);
      if (event.type === SCALAR && yaml.getScalarValue(text, event) === key) {
        return { offset: event.valueStart, position: value };
      }
      next = value;
    }
    next = skipNode(yaml, events, next);
  }
  return undefined;
}

function startOf(event: JsYaml.Event): number {
  if ('valueStart' in event) return event.valueStart;
  if ('start' in event) return event.start;
  return 'anchorStart' in event ? event.anchorStart : 0;
}

function skipNode(yaml: typeof JsYaml, events: readonly JsYaml.Event[], position: number): number {
  const { MAPPING, SEQUENCE, POP } = yaml.EVENT_ID;
  let depth = 0;
  do {
    const type = events[position]?.type;
    if (type === MAPPING || type === SEQUENCE) depth++;
    else if (type === POP) depth--;
    position++;
  } while (depth > 0 && position < events.length);
  return position;
}
