type Layout = Readonly<Record<string, unknown>>;

/** Names with an underscore of their own, which is no step into a mapping. */
const WHOLE = ['paper_bgcolor', 'plot_bgcolor', 'error_x', 'error_y'];

/**
 * A layout with changes, which may be written as Plotly allows it in Python: `xaxis_title_font` is the path `xaxis.title.font`,
 * mappings are merged, and text for a title is the text of the title.
 */
export function updateLayout(layout: Layout, changes: Layout): Layout {
  let updated = layout;
  for (const [key, value] of Object.entries(changes)) updated = set(updated, pathOf(key), value);
  return updated;
}

function set(layout: Layout, [step, ...rest]: readonly string[], value: unknown): Layout {
  const before = Object.hasOwn(layout, step!) ? layout[step!] : undefined;
  const inner = isMapping(before)
    ? before
    : step === 'title' && typeof before === 'string'
      ? { text: before }
      : {};
  if (rest.length > 0) return define(layout, step!, set(inner, rest, value));
  if (isMapping(value)) return define(layout, step!, updateLayout(inner, value));
  return define(
    layout,
    step!,
    step === 'title' && typeof value === 'string' ? { ...inner, text: value } : value,
  );
}

function pathOf(key: string): readonly string[] {
  const whole = WHOLE.find((name) => key === name || key.startsWith(`${name}_`));
  if (whole === undefined) return key.startsWith('_') ? [key] : key.split('_');
  return [whole, ...key.slice(whole.length + 1).split('_')].filter((step) => step !== '');
}

/** Not by assignment, which would take the key `__proto__` for the prototype. */
function define(layout: Layout, key: string, value: unknown): Layout {
  return Object.fromEntries([...Object.entries(layout), [key, value]]);
}

function isMapping(value: unknown): value is Layout {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
