const FORMATS = ['csv', 'parquet', 'json', 'text', 'excel'];
const AREAS = [
  'bookings',
  'flights',
  'weather',
  'crew',
  'prices',
  'fuel',
  'gates',
  'hotels',
  'cars',
  'sales',
];

/** 50 patterns of the usual kinds: something before, after and between placeholders, with a catch-all for none. */
export function makePatterns() {
  const patterns = {};
  for (const area of AREAS) {
    patterns[`${area}_{name}`] = entryOf('csv', `data/${area}/{name}.csv`);
    patterns[`${area}.{stage}.{name}`] = entryOf('parquet', `data/${area}/{stage}/{name}.parquet`);
    patterns[`{name}_of_${area}`] = entryOf('json', `data/${area}/of/{name}.json`);
  }
  for (const format of FORMATS) {
    patterns[`{name}_${format}`] = entryOf(format, `data/{name}.${format}`);
    patterns[`{namespace}.{name}@${format}`] = entryOf(format, `data/{namespace}/{name}.${format}`);
    patterns[`{name}#${format}`] = entryOf(format, `data/{name}/latest.${format}`);
    patterns[`model_{name}_v{version}_${format}`] = entryOf(format, `data/models/{name}/{version}.${format}`);
  }
  return patterns;
}

function entryOf(format, filepath) {
  return {
    type: `${format}.Dataset`,
    filepath,
    load_args: { sep: ',', columns: ['id', '{name}'] },
    metadata: { layer: 'raw', title: 'What {name} is' },
  };
}

/** A third of the names fits one of the first patterns, a third one of the last, and a third none. */
export function makeNames(n) {
  return Array.from({ length: n }, (_, i) => {
    const format = FORMATS[i % FORMATS.length];
    if (i % 3 === 0) return `model_price_${i}_v${i % 7}_${format}`;
    if (i % 3 === 1) return i % 2 === 0 ? `daily_${i}#${format}` : `daily_${i}_${format}`;
    return `intermediate_result_${i}`;
  });
}

/** How somebody would do it by hand who knows in which order the patterns come; it makes what our resolver makes. */
export function resolverByHand(patterns, ranked) {
  const compiled = ranked.map((pattern) => ({
    expression: new RegExp(`^${toSource(pattern)}$`, 'is'),
    content: patterns[pattern],
  }));
  return (name) => {
    for (const { expression, content } of compiled) {
      const match = expression.exec(name);
      if (match !== null) return fill(content, match.groups);
    }
    return { type: 'kedro.io.MemoryDataset' };
  };
}

function toSource(pattern) {
  return pattern.replace(/\{(\w+)\}|[.#@]/g, (token, name) =>
    name === undefined ? `\\${token}` : `(?<${name}>.+?)`,
  );
}

function fill(value, groups) {
  if (typeof value === 'string')
    return value.includes('{') ? value.replace(/\{(\w+)\}/g, (_, name) => groups[name]) : value;
  if (Array.isArray(value)) return value.map((item) => fill(item, groups));
  const filled = {};
  for (const key in value) filled[key] = fill(value[key], groups);
  return filled;
}
