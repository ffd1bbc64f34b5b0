const TYPES = ['pandas.CSVDataset', 'pandas.ParquetDataset', 'json.JSONDataset', 'text.TextDataset'];
const LAYERS = ['01_raw', '02_intermediate', '03_primary', '08_reporting'];

export const credentials = {
  store: { key: 'k', secret: 's', client_kwargs: { endpoint_url: 'http://localhost:9000' } },
  database: { con: 'postgresql://localhost/flights' },
};

/** The content of a `catalog.yml` as projects write them; every tenth entry names credentials. */
export function makeEntries(n) {
  const entries = {};
  for (let i = 0; i < n; i++) {
    const layer = LAYERS[i % LAYERS.length];
    entries[`${layer.slice(3)}.dataset_${i}`] = {
      type: TYPES[i % TYPES.length],
      filepath: `data/${layer}/dataset_${i}.csv`,
      ...(i % 2 === 0 && { load_args: { sep: ',', usecols: ['id', 'value', 'day'] } }),
      ...(i % 3 === 0 && { save_args: { index: false } }),
      ...(i % 10 === 0 && { credentials: i % 20 === 0 ? 'store' : 'database' }),
      ...(i % 5 === 0 && { metadata: { layer, owner: 'team' } }),
    };
  }
  return entries;
}

/** What a catalog has to do with entries at the least: look at each, and keep it under its name. */
export function keepEntries(entries) {
  const kept = new Map();
  for (const name of Object.keys(entries)) {
    const entry = entries[name];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      throw new Error(`${name}: no mapping`);
    if (typeof entry.type !== 'string' || entry.type === '') throw new Error(`${name}: no type`);
    kept.set(name, entry);
  }
  return kept;
}
