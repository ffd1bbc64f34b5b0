import { sortNames } from '../compare-code-points.js';
import { stripTranscoding } from '../dataset-name.js';
import {
  DatasetNotInPipelineError,
  DuplicateNodeNameError,
  NamespaceNotFoundError,
  NodeNotFoundError,
} from '../errors.js';
import { nearMissesOfAll } from '../near-misses.js';
import { declaredNodes, type PipelineParts } from '../pipeline-parts.js';

/**
 * The nodes with these names.
 *
 * @throws NodeNotFoundError for unknown names, DuplicateNodeNameError when a name is given twice.
 */
export function selectNamed({ members, selection }: PipelineParts, names: readonly string[]): number[] {
  const { indexByName } = selection.graph;
  const unknown = names.filter(
    (name) => !selection.has(indexByName.get(name) ?? -1) || !indexByName.has(name),
  );
  if (unknown.length > 0) {
    const known = selection.indices.map((index) => members[index]!.name);
    throw new NodeNotFoundError([...new Set(unknown)], nearMissesOfAll(unknown, known));
  }
  checkGivenOnce(names);
  return names.map((name) => indexByName.get(name)!);
}

/** The nodes that have at least one of these tags. */
export function selectTagged({ members, selection }: PipelineParts, tags: readonly string[]): number[] {
  return selection.indices.filter((index) => tags.some((tag) => members[index]!.tags.has(tag)));
}

/**
 * The nodes in these namespaces or below them.
 *
 * @throws NamespaceNotFoundError for namespaces without nodes, DuplicateNodeNameError when one holds nodes of another.
 */
export function selectInNamespaces(parts: PipelineParts, namespaces: readonly string[]): number[] {
  const { members, selection } = parts;
  const byNamespace = new Map<string, number[]>();
  for (const index of selection.indices) {
    if (members[index]!.namespace === undefined) continue;
    for (const prefix of members[index]!.namespacePrefixes) {
      if (!byNamespace.has(prefix)) byNamespace.set(prefix, []);
      byNamespace.get(prefix)!.push(index);
    }
  }
  const unknown = namespaces.filter((namespace) => !byNamespace.has(namespace));
  if (unknown.length > 0)
    throw new NamespaceNotFoundError(unknown, nearMissesOfAll(unknown, byNamespace.keys()));
  const found = namespaces.flatMap((namespace) => byNamespace.get(namespace)!);
  checkGivenOnce(found.map((index) => members[index]!.name));
  return found;
}

/**
 * The nodes that read these datasets; a name without a format means every format of it.
 *
 * @throws DatasetNotInPipelineError when no node reads or writes a dataset of that name.
 */
export function selectReading(parts: PipelineParts, datasets: readonly string[]): number[] {
  return findUsers(parts, datasets).flatMap(({ readers }) => readers);
}

/**
 * The nodes that write these datasets; a name without a format means any format of it.
 *
 * @throws DatasetNotInPipelineError when no node reads or writes a dataset of that name.
 */
export function selectWriting(parts: PipelineParts, datasets: readonly string[]): number[] {
  return findUsers(parts, datasets).flatMap(({ writers }) => writers);
}

interface DatasetUsers {
  readonly readers: number[];
  readonly writers: number[];
}

function findUsers(parts: PipelineParts, datasets: readonly string[]): DatasetUsers[] {
  const { members, selection } = parts;
  const { graph } = selection;
  const users = new Map<string, DatasetUsers>();
  for (const dataset of datasets) users.set(dataset, { readers: [], writers: [] });
  const namesById = new Map<number, string[]>();
  for (const dataset of users.keys()) {
    const id = graph.datasetIds.get(stripTranscoding(dataset));
    if (id === undefined) continue;
    if (!namesById.has(id)) namesById.set(id, []);
    namesById.get(id)!.push(dataset);
    const writer = graph.producers[id]!;
    const isWriter = writer !== -1 && selection.has(writer) && matches(dataset, members[writer]!.outputs);
    if (isWriter) users.get(dataset)!.writers.push(writer);
  }
  for (const index of namesById.size === 0 ? [] : selection.indices) {
    for (let at = graph.inputStarts[index]!; at < graph.inputStarts[index + 1]!; at++) {
      for (const dataset of namesById.get(graph.inputIds[at]!) ?? []) {
        if (matches(dataset, members[index]!.inputs)) users.get(dataset)!.readers.push(index);
      }
    }
  }
  const unused = [...users].filter(([, { readers, writers }]) => readers.length + writers.length === 0);
  if (unused.length > 0) throw unknownDatasets(parts, sortNames(unused.map(([dataset]) => dataset)));
  return [...users.values()];
}

function matches(dataset: string, names: readonly string[]): boolean {
  return !dataset.includes('@') || names.includes(dataset);
}

function unknownDatasets(parts: PipelineParts, unknown: readonly string[]): DatasetNotInPipelineError {
  const known = new Set(declaredNodes(parts).flatMap((node) => [...node.inputs, ...node.outputs]));
  return new DatasetNotInPipelineError(unknown, nearMissesOfAll(unknown, known));
}

function checkGivenOnce(names: readonly string[]): void {
  if (new Set(names).size === names.length) return;
  throw new DuplicateNodeNameError(
    sortNames(new Set(names.filter((name, index) => names.indexOf(name) !== index))),
  );
}
