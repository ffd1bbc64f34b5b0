import type { DataCatalog } from '@kedro-ts/io';
import { UnknownSpecError } from '../errors.js';
import { snapshot } from '../run/snapshot.js';
import { makeFilter, type FilterSpec } from './catalog-filter.js';
import { describeDataset } from './describe-dataset.js';
import { DummyDataset } from './dummy-dataset.js';
import { findOracleType } from './oracle-types.js';

/** What to do with a catalog: the operation, most often the name of a dataset, and what else it needs. */
export type StepSpec = readonly [operation: string, ...rest: readonly unknown[]];

/** Does one thing with a catalog, and gives what cases record of it. */
export async function takeStep(catalog: DataCatalog, [operation, first, second]: StepSpec): Promise<unknown> {
  const name = String(first);
  switch (operation) {
    case 'keys':
    case 'iter':
      return [...catalog.keys()];
    case 'len':
      return [...catalog.keys()].length;
    case 'contains':
      return catalog.has(name);
    case 'get':
    case 'getitem':
      return show(catalog.get(name));
    case 'get_runtime':
      return show(catalog.get(name, { runtimePatterns: true }));
    case 'get_type':
      return pathOf(catalog.getType(name));
    case 'load':
      return snapshot(await catalog.load(name));
    case 'save':
      return nothing(catalog.save(name, snapshot(second)));
    case 'release':
      return nothing(catalog.release(name));
    case 'confirm':
      return nothing(catalog.confirm(name));
    case 'exists':
      return catalog.exists(name);
    case 'set':
      return nothing(catalog.set(name, snapshot(second)));
    case 'set_dummy':
      return nothing(catalog.set(name, new DummyDataset({ filepath: second })));
    case 'filter':
      return catalog.filter(makeFilter(first as FilterSpec));
    case 'list_patterns':
      return catalog.configResolver.listPatterns();
    case 'resolve_pattern':
      return catalog.configResolver.resolve(name);
    case 'resolver_config_keys':
      return [...catalog.configResolver.entries.keys()];
    case 'to_config':
      return catalog.toConfig();
  }
  throw new UnknownSpecError(`the step "${operation}" with a catalog`);
}

async function show(got: ReturnType<DataCatalog['get']>): Promise<unknown> {
  const dataset = await got;
  return { dataset: dataset === undefined ? null : await describeDataset(dataset) };
}

async function nothing(done: unknown): Promise<null> {
  await done;
  return null;
}

function pathOf(type: string | undefined): string | null {
  return type === undefined ? null : (findOracleType(type)?.path ?? type);
}
