import type * as JsYaml from 'js-yaml';
import { jsYaml, parseYamlEvents } from './yaml-events.js';

/** The line (from 1) on which a path of keys is written, or the nearest key above it that is; undefined if neither. */
export function findLine(text: string, path: readonly string[]): number | undefined {
  const yaml = jsYaml();
  const { source, events } = parseYamlEvents(text);
  let offset: number | undefined;
  let position = 1;
  for (const key of path) {
    const child = findChild(yaml, events, position, key, source);
    if (child === undefined) break;
    ({ offset, position } = child);
  }
  return offset === undefined ? undefined : source.slice(0, offset).split('\n').length;
}

function findChild(
  yaml: typeof JsYaml,
  events: readonly JsYaml.Event[],
  position: number,
  key: string,
  source: string,
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
      if (event.type === SCALAR && yaml.getScalarValue(source, event) === key) {
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
