/** What catalog and configuration cost beside plain scripts: `node bench/catalog/bench-catalog.mjs [names]` after `npm run build`. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queryObjects } from 'node:v8';
import { ConfigLoader } from '@kedro-ts/config';
import { CatalogConfigResolver, DataCatalog, MemoryDataset } from '@kedro-ts/io';
import { runBenches } from '../measure.mjs';
import { credentials, keepEntries, makeEntries } from './entries.mjs';
import { timeKedro } from './kedro.mjs';
import { lookUp, makeParameters, makePaths, replaceReferences } from './parameters.mjs';
import { makeNames, makePatterns, resolverByHand } from './patterns.mjs';

// The parser that the configuration is read with.
const { load } = createRequire(import.meta.resolve('@kedro-ts/config'))('js-yaml');

const LINES = 20_000;
const INTERPOLATIONS = 2_000;

export const benches = [
  {
    name: 'catalog/configuration',
    sizes: [1_000, 10_000, 100_000],
    coldSizes: [10_000],
    goal: 3,
    prepare: (n) => {
      const entries = makeEntries(n);
      return {
        ours: () => DataCatalog.fromConfig(entries, { credentials }),
        floor: () => keepEntries(entries),
        kedro: () => timeKedro('catalog', { entries, credentials }),
      };
    },
  },
  {
    name: 'catalog/patterns',
    sizes: [1_000, 10_000],
    coldSizes: [10_000],
    goal: 2,
    prepare: (n) => {
      const patterns = makePatterns();
      const names = makeNames(n);
      const resolver = new CatalogConfigResolver(patterns);
      const byHand = resolverByHand(patterns, resolver.listPatterns().slice(0, -1));
      return {
        isSame: true,
        ours: () => names.map((name) => resolver.resolve(name)),
        floor: () => names.map(byHand),
        kedro: () => timeKedro('patterns', { patterns, names }),
      };
    },
  },
  {
    name: 'catalog/parameters',
    sizes: [LINES],
    coldSizes: [LINES],
    prepare: (lines) => prepareParameters(makeParameters(lines), load),
  },
  {
    name: 'catalog/interpolations',
    sizes: [LINES],
    coldSizes: [LINES],
    prepare: (lines) =>
      prepareParameters(makeParameters(lines, INTERPOLATIONS), (text) => {
        const parsed = load(text);
        return replaceReferences(parsed, parsed);
      }),
  },
  {
    name: 'catalog/parameter-look-ups',
    sizes: [10_000],
    coldSizes: [10_000],
    prepare: (n) => {
      const parameters = load(makeParameters(LINES));
      const paths = makePaths(n, LINES);
      const names = paths.map((path) => `params:${path}`);
      return {
        isSame: true,
        ours: () => {
          const catalog = new DataCatalog({}, { parameters });
          return names.map((name) => catalog.load(name));
        },
        floor: () => paths.map((path) => lookUp(parameters, path)),
        kedro: () =>
          timeKedro('looked up', { values: paths.map((path) => [path, lookUp(parameters, path)]) }),
      };
    },
  },
  {
    name: 'catalog/parameter-datasets',
    sizes: [LINES],
    count: (lines) => {
      const before = queryObjects(MemoryDataset);
      const catalog = new DataCatalog({}, { parameters: load(makeParameters(lines)) });
      catalog.has('params:group_1.training.value_1');
      const names = [...catalog.keys()].length;
      const made = queryObjects(MemoryDataset) - before;
      return { names, made, goal: 1, ok: made <= 1 };
    },
  },
];

async function prepareParameters(text, floor) {
  const confSource = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
  await mkdir(join(confSource, 'base'));
  await mkdir(join(confSource, 'local'));
  await writeFile(join(confSource, 'base', 'parameters.yml'), text);
  return {
    isSame: true,
    ours: () => new ConfigLoader({ confSource }).get('parameters'),
    floor: () => floor(text),
    kedro: () => timeKedro('parameters', { confSource }),
    close: () => rm(confSource, { recursive: true, force: true }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runBenches(import.meta.url, benches);
