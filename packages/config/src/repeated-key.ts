import type * as JsYaml from 'js-yaml';

/** A key that stands twice in a mapping. */
export interface RepeatedKey {
  readonly name: string;
  /** Where it stands first. */
  readonly offset: number;
}

/** The key at an offset, if it stood in the same mapping before, written alike. */
export function findRepeatedKey(
  yaml: typeof JsYaml,
  { source, events }: { readonly source: string; readonly events: readonly JsYaml.Event[] },
  offset: number,
): RepeatedKey | undefined {
  const { MAPPING, SCALAR, ALIAS, POP } = yaml.EVENT_ID;
  const parents: { readonly keys: Map<string, number> | undefined; isKeyNext: boolean }[] = [];
  for (const event of events) {
    const parent = parents.at(-1);
    if (event.type === SCALAR && parent?.keys !== undefined && parent.isKeyNext) {
      const name = yaml.getScalarValue(source, event);
      const first = parent.keys.get(name);
      if (event.valueStart === offset) return first === undefined ? undefined : { name, offset: first };
      parent.keys.set(name, event.valueStart);
    }
    const isNodeOver = event.type === SCALAR || event.type === ALIAS || event.type === POP;
    if (!isNodeOver) parents.push({ keys: event.type === MAPPING ? new Map() : undefined, isKeyNext: true });
    else if (event.type === POP) parents.pop();
    const around = parents.at(-1);
    if (isNodeOver && around !== undefined) around.isKeyNext = !around.isKeyNext;
  }
  return undefined;
}
