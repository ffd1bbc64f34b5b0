import { dump } from 'js-yaml';

/** A value as YAML that reads as the same with YAML 1.1 and 1.2; ends with a line break. */
export function dumpYaml(value: unknown): string {
  return dump(dumpable(value), { lineWidth: -1, noRefs: true });
}

/** A value as indented JSON; numbers that JSON does not know are text, as YAML writes them. Ends with a line break. */
export function dumpJson(value: unknown): string {
  const replace = (_key: string, item: unknown): unknown =>
    typeof item === 'number' && !Number.isFinite(item) ? dump(item).trimEnd() : item;
  return `${JSON.stringify(dumpable(value), replace, 2)}\n`;
}

/** Plain data: what else a resolver may have made is shown as text. */
function dumpable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dumpable);
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'bigint':
    case 'symbol':
    case 'function':
      return String(value);
    case 'object': {
      if (value === null) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
      const prototype: unknown = Object.getPrototypeOf(value);
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the name of the class is all that can be shown
      if (prototype !== Object.prototype && prototype !== null) return String(value);
      return Object.fromEntries(
        Object.entries(value).map(([key, item]: [string, unknown]) => [key, dumpable(item)]),
      );
    }
    default:
      return value;
  }
}
