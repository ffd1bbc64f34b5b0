/** What catalog and configuration cost beside plain scripts. */
import { deepStrictEqual } from 'node:assert';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryObjects } from 'node:v8';
import { ConfigLoader } from '@kedro-ts/config';
import { CatalogConfigResolver, DataCatalog, MemoryDataset } from '@kedro-ts/io';
import { timeKedro } from '../kedro/time-kedro.mjs';
import { credentials, keepEntries, makeEntries } from './entries.mjs';
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
    goals: ['ratio <= 3'],
    prepare: (n) => {
      const entries = makeEntries(n);
      return {
        ours: () => DataCatalog.fromConfig(entries, { credentials }),
        floor: () => keepEntries(entries),
        check: (catalog, kept) => deepStrictEqual([...catalog.keys()].sort(), [...kept.keys()].sort()),
        kedro: () => timeKedro('catalog', { entries, credentials }),
      };
    },
  },
  {
    name: 'catalog/patterns',
    sizes: [1_000, 10_000],
    coldSizes: [10_000],
    goals: ['ratio <= 2'],
    prepare: (n) => {
      const patterns = makePatterns();
      const names = makeNames(n);
      const resolver = new CatalogConfigResolver(patterns);
      const byHand = resolverByHand(patterns, resolver.listPatterns().slice(0, -1));
      return {
        ours: () => names.map((name) => resolver.resolve(name)),
        floor: () => names.map(byHand),
        kedro: () => timeKedro('patterns', { patterns, names }, n > 1_000 ? 0 : 3),
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
    rows: (lines) => {
      const before = queryObjects(MemoryDataset);
      const catalog = new DataCatalog({}, { parameters: load(makeParameters(lines)) });
      catalog.has('params:group_1.training.value_1');
      const names = [...catalog.keys()].length;
      const made = queryObjects(MemoryDataset) - before;
      return [{ names, made, goals: ['made <= 1', `names >= ${lines}`] }];
    },
  },
];

async function prepareParameters(text, floor) {
  const confSource = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
  await mkdir(join(confSource, 'base'));
  await mkdir(join(confSource, 'local'));
  await writeFile(join(confSource, 'base', 'parameters.yml'), text);
  return {
    ours: () => new ConfigLoader({ confSource }).get('parameters'),
    floor: () => floor(text),
    kedro: () => timeKedro('parameters', { confSource }),
    close: () => rm(confSource, { recursive: true, force: true }),
  };
}
