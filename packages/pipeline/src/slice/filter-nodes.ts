import { EmptyFilterResultError } from '../errors.js';
import type { Selection } from '../graph/selection.js';
import { nearMissesOfAll } from '../near-misses.js';
import { declaredNodes, type PipelineParts } from '../pipeline-parts.js';
import {
  selectInNamespaces,
  selectNamed,
  selectReading,
  selectTagged,
  selectWriting,
} from './select-nodes.js';

/** Conditions that nodes have to meet, all of them at once; one that is left out or empty demands nothing. */
export interface PipelineFilter {
  /** Has at least one of these tags. */
  tags?: string | Iterable<string>;
  /** Is one of these nodes or depends on one. */
  fromNodes?: string | Iterable<string>;
  /** Is one of these nodes or is needed by one. */
  toNodes?: string | Iterable<string>;
  /** Is one of these nodes. */
  nodeNames?: string | Iterable<string>;
  /** Depends on one of these datasets. */
  fromInputs?: string | Iterable<string>;
  /** Is needed for one of these datasets. */
  toOutputs?: string | Iterable<string>;
  /** Is in one of these namespaces or below. */
  nodeNamespaces?: string | Iterable<string>;
}

type Condition = (parts: PipelineParts, names: readonly string[]) => Selection;

const conditions: Readonly<Record<keyof PipelineFilter, Condition>> = {
  tags: (parts, names) => parts.selection.pick(selectTagged(parts, names)),
  fromNodes: (parts, names) => parts.selection.reach(selectNamed(parts, names), 'children'),
  toNodes: (parts, names) => parts.selection.reach(selectNamed(parts, names), 'parents'),
  nodeNames: (parts, names) => parts.selection.pick(selectNamed(parts, names)),
  fromInputs: (parts, names) => parts.selection.reach(selectReading(parts, names), 'children'),
  toOutputs: (parts, names) => parts.selection.reach(selectWriting(parts, names), 'parents'),
  nodeNamespaces: (parts, names) => parts.selection.pick(selectInNamespaces(parts, names)),
};

/** The nodes that meet one condition. */
export function applyCondition(
  parts: PipelineParts,
  condition: keyof PipelineFilter,
  names: readonly string[],
): PipelineParts {
  return { ...parts, selection: conditions[condition](parts, names) };
}

/**
 * The nodes that meet all conditions, each applied to the whole pipeline, so that their order does not matter.
 *
 * @throws EmptyFilterResultError when no node is left.
 */
export function filterNodes(parts: PipelineParts, filter: PipelineFilter): PipelineParts {
  const given = resolveFilter(filter);
  let { selection } = parts;
  for (const [condition, names] of given)
    selection = selection.intersect(conditions[condition](parts, names));
  if (selection.indices.length === 0) throw emptyResult(parts, given);
  return { ...parts, selection };
}

function resolveFilter(filter: PipelineFilter): Map<keyof PipelineFilter, readonly string[]> {
  const given = new Map<keyof PipelineFilter, readonly string[]>();
  for (const condition of Object.keys(conditions) as (keyof PipelineFilter)[]) {
    const names = filter[condition];
    if (names === undefined || names === null) continue;
    const resolved = typeof names === 'string' ? [names] : [...names];
    if (resolved.length > 0) given.set(condition, resolved);
  }
  return given;
}

function emptyResult(
  parts: PipelineParts,
  given: Map<keyof PipelineFilter, readonly string[]>,
): EmptyFilterResultError {
  const known = new Set(declaredNodes(parts).flatMap((node) => [...node.tags]));
  const unknown = (given.get('tags') ?? []).filter((tag) => !known.has(tag));
  return new EmptyFilterResultError([...given.keys()], unknown, nearMissesOfAll(unknown, known));
}
