import { sortNames } from './compare-code-points.js';
import { isParameter, mapNames, stripTranscoding, transcodeJoin, transcodeSplit } from './dataset-name.js';
import { InvalidMappingError, UnknownMappedDatasetError } from './errors.js';
import { nearMissesOfAll } from './near-misses.js';
import { renameNode, type Node } from './node/node.js';

/** Names that stay as they are (a string, several strings) or get new ones (a record from old to new). */
export type NameMapping = string | Iterable<string> | Readonly<Record<string, string>>;

/** The options of `pipeline()` that rename datasets. */
export interface MappingOptions {
  readonly inputs?: NameMapping;
  readonly outputs?: NameMapping;
  readonly parameters?: NameMapping;
  readonly namespace?: string;
  readonly prefixDatasetsWithNamespace?: boolean;
}

/** What the mapping is checked against: the pipeline as it was before. */
export interface MappedPipeline {
  readonly nodes: readonly Node[];
  readonly inputs: ReadonlySet<string>;
  readonly datasets: ReadonlySet<string>;
}

/**
 * The nodes of a pipeline as copies whose datasets are renamed and put into a namespace.
 *
 * A name that is mapped gets its new name; `parameters` stays; a transcoded name whose base is mapped gets the new base and
 * keeps its format; every other name gets the namespace as prefix (after `params:` for a parameter).
 *
 * @throws UnknownMappedDatasetError for names that no node uses, InvalidMappingError for names in the wrong option.
 */
export function mapDatasets(original: MappedPipeline, options: MappingOptions): Node[] {
  const inputs = resolveMapping('inputs', options.inputs);
  const outputs = resolveMapping('outputs', options.outputs);
  const parameters = resolveParameters(options.parameters);
  checkMappedNamesExist(original, [...stripKeys(inputs), ...stripKeys(outputs), ...parameters.keys()]);
  checkMappedNamesFit(original, stripKeys(inputs), stripKeys(outputs));

  const mapping = new Map([...inputs, ...outputs, ...parameters]);
  const prefix = options.prefixDatasetsWithNamespace === false ? undefined : options.namespace;
  const rename = (name: string): string => renameDataset(name, mapping, prefix);
  return original.nodes.map((node) =>
    renameNode(node, rename, mapNames, joinNamespaces(options.namespace, node.namespace)),
  );
}

function renameDataset(
  name: string,
  mapping: ReadonlyMap<string, string>,
  prefix: string | undefined,
): string {
  const mapped = mapping.get(name);
  if (mapped !== undefined) return mapped;
  if (name === 'parameters') return name;
  const [base, format] = transcodeSplit(name);
  const mappedBase = mapping.get(base);
  if (mappedBase !== undefined && format !== undefined) return transcodeJoin(mappedBase, format);
  if (prefix === undefined) return name;
  return isParameter(name) ? `params:${prefix}.${name.slice('params:'.length)}` : `${prefix}.${name}`;
}

function joinNamespaces(outer: string | undefined, inner: string | undefined): string | undefined {
  return outer !== undefined && inner !== undefined ? `${outer}.${inner}` : (outer ?? inner);
}

type Option = 'inputs' | 'outputs' | 'parameters';

function resolveMapping(option: Option, names: NameMapping | undefined): Map<string, string> {
  if (names === undefined || names === null) return new Map<string, string>();
  if (typeof names === 'string') return new Map([[names, names]]);
  if (typeof names !== 'object') throw notANameMapping(option, [String(names)]);
  const pairs = isIterable(names) ? [...names].map((name) => [name, name] as const) : Object.entries(names);
  const wrong = pairs.filter(([from, to]) => typeof from !== 'string' || typeof to !== 'string');
  if (wrong.length > 0)
    throw notANameMapping(
      option,
      wrong.map(([from]) => String(from)),
    );
  return new Map(pairs);
}

function notANameMapping(option: Option, names: readonly string[]): InvalidMappingError {
  return new InvalidMappingError(
    option,
    names,
    'a name can only stay (give it as a string) or become another string.',
  );
}

function resolveParameters(names: NameMapping | undefined): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [from, to] of resolveMapping('parameters', names)) {
    if (from === 'parameters') parameters.set(from, from);
    else parameters.set(withPrefix(from), withPrefix(to));
  }
  return parameters;
}

function withPrefix(name: string): string {
  return name.startsWith('params:') ? name : `params:${name}`;
}

function checkMappedNamesExist(original: MappedPipeline, names: readonly string[]): void {
  const existing = stripAll(original.datasets);
  const unknown = sortNames(new Set(names.filter((name) => !existing.has(name))));
  if (unknown.length > 0) throw new UnknownMappedDatasetError(unknown, nearMissesOfAll(unknown, existing));
}

function checkMappedNamesFit(
  original: MappedPipeline,
  inputs: readonly string[],
  outputs: readonly string[],
): void {
  const parameters = inputs.filter(isParameter);
  if (parameters.length > 0) {
    throw new InvalidMappingError(
      'inputs',
      parameters,
      'these are parameters and belong into the option "parameters".',
    );
  }
  const free = stripAll(original.inputs);
  const produced = inputs.filter((name) => !free.has(name));
  if (produced.length > 0) {
    throw new InvalidMappingError(
      'inputs',
      produced,
      'a node of the pipeline itself writes them: use "outputs".',
    );
  }
  const notProduced = outputs.filter((name) => free.has(name));
  if (notProduced.length > 0) {
    throw new InvalidMappingError(
      'outputs',
      notProduced,
      'no node of the pipeline writes them: use "inputs".',
    );
  }
}

function stripKeys(mapping: ReadonlyMap<string, string>): string[] {
  return [...mapping.keys()].map(stripTranscoding);
}

function stripAll(names: Iterable<string>): Set<string> {
  return new Set([...names].map(stripTranscoding));
}

function isIterable(names: object): names is Iterable<string> {
  return Symbol.iterator in names;
}
