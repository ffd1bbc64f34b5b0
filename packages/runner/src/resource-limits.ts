import {
  AMOUNT_FORMAT,
  parseAmount,
  type Node,
  type ResourceAmount,
  type Resources,
} from '@kedro-ts/pipeline';
import { ResourceShortageError, RunnerOptionError, type ResourceShortage } from './errors.js';

/** How much of a resource a node takes while it runs. */
export interface ResourceNeed {
  /** Index into the totals. */
  readonly resource: number;
  readonly amount: number;
}

/** What the nodes of a run need of the resources that have a total. */
export interface ResourceLimits {
  readonly totals: readonly number[];
  /** For each node its needs, ordered by resource; undefined for a node that needs nothing. */
  readonly needs: readonly (readonly ResourceNeed[] | undefined)[];
}

/**
 * Finds out what the nodes of a run need of the resources that have a total; the others are unlimited. Needs that are larger than
 * a total are for {@link checkResources} to refuse.
 *
 * @returns undefined when no node needs anything limited
 * @throws RunnerOptionError for a total that is no amount.
 */
export function limitResources(
  nodes: readonly Node[],
  resources: Resources = {},
): ResourceLimits | undefined {
  const names = Object.keys(resources).filter((name) => resources[name] !== undefined);
  if (names.length === 0) return undefined;
  const totals = names.map((name) => parseTotal(name, resources[name]!));
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const needs = nodes.map((node) => {
    const list: ResourceNeed[] = [];
    for (const [name, declared] of Object.entries(node.resources)) {
      const resource = indexOf.get(name);
      const amount = parseAmount(declared)!;
      if (resource !== undefined && amount > 0) list.push({ resource, amount });
    }
    return list.length === 0 ? undefined : list.sort((a, b) => a.resource - b.resource);
  });
  return needs.every((list) => list === undefined) ? undefined : { totals, needs };
}

/**
 * Checks that there is enough of every resource for each node alone.
 *
 * @throws ResourceShortageError that lists all for which there is not.
 */
export function checkResources(nodes: readonly Node[], resources: Resources = {}): void {
  if (Object.keys(resources).length === 0) return;
  const shortages: ResourceShortage[] = [];
  for (const { name: node, resources: needed } of nodes) {
    for (const [resource, need] of Object.entries(needed)) {
      const total = Object.hasOwn(resources, resource) ? resources[resource] : undefined;
      if (total !== undefined && parseAmount(need)! > parseTotal(resource, total))
        shortages.push({ node, resource, need, total });
    }
  }
  if (shortages.length > 0) throw new ResourceShortageError(shortages);
}

function parseTotal(name: string, total: ResourceAmount): number {
  const amount = parseAmount(total);
  if (amount !== undefined) return amount;
  throw new RunnerOptionError(`resources.${name}`, `it is ${JSON.stringify(total)}; give ${AMOUNT_FORMAT}.`);
}
