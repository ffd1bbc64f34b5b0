import { InvalidPipelineError } from './errors.js';
import { mapDatasets, type NameMapping } from './map-datasets.js';
import { Node } from './node/node.js';
import { createPipeline, partsOf, Pipeline } from './pipeline.js';
import { assemble } from './pipeline-parts.js';

/** What a pipeline is made of: nodes and pipelines, in any mixture. */
export type PipelineItems = Iterable<Node | Pipeline> | Node | Pipeline;

/** How the nodes of a new pipeline are renamed and tagged. */
export interface PipelineOptions {
  /** Free inputs that keep their names in a namespace, or get new ones; default: none. */
  inputs?: NameMapping;
  /** Outputs, also intermediate ones, that keep their names in a namespace, or get new ones; default: none. */
  outputs?: NameMapping;
  /** Parameters, with or without `params:`, that keep their names in a namespace, or get new ones; default: none. */
  parameters?: NameMapping;
  /** Tags for every node; default: none. */
  tags?: string | Iterable<string>;
  /** Put before the names of nodes, datasets and parameters; default: none. */
  namespace?: string;
  /** Whether the namespace is also put before datasets and parameters; default: `true`. */
  prefixDatasetsWithNamespace?: boolean;
}

/**
 * Makes a pipeline from nodes and other pipelines, and, with `namespace` and the mappings, a reusable copy of them.
 *
 * @throws InvalidPipelineError when an item is neither a node nor a pipeline, DuplicateNodeNameError,
 * MixedTranscodingError, DuplicateOutputError, DuplicateConfirmError, CircularDependencyError when they do not go together,
 * UnknownMappedDatasetError or InvalidMappingError when a mapping names what it cannot, InvalidNodeError for a bad tag.
 * @example
 * ```ts
 * const cleaning = pipeline([node(parse, 'raw', 'rows'), node(dropEmpty, 'rows', 'clean')]);
 * const cars = pipeline(cleaning, { namespace: 'cars', inputs: { raw: 'cars_csv' } });
 * cars.outputs; // Set { 'cars.clean' }
 * ```
 */
export function pipeline(items: PipelineItems, options: PipelineOptions = {}): Pipeline {
  const { members, reported } = collectNodes(items);
  const tagged = options.tags === undefined ? members : tagAll(members, options.tags);
  const original = assemble(tagged, reported);
  if (!isMapped(options)) return createPipeline(original);
  const mapped = mapDatasets(createPipeline(original), {
    ...options,
    namespace: options.namespace || undefined,
  });
  return createPipeline(assemble(mapped, original.reported));
}

function collectNodes(items: PipelineItems): { members: Node[]; reported: Set<string> } {
  const members: Node[] = [];
  const reported = new Set<string>();
  for (const item of toIterable(items)) {
    if (item instanceof Node) {
      members.push(item);
    } else if (item instanceof Pipeline) {
      for (const node of item.nodes) members.push(node);
      for (const namespace of partsOf(item).reported) reported.add(namespace);
    } else {
      throw new InvalidPipelineError(`${kindOf(item)} is among its items. Only nodes and pipelines can be.`);
    }
  }
  return { members, reported };
}

function toIterable(items: PipelineItems): Iterable<unknown> {
  if (items instanceof Node || items instanceof Pipeline) return [items];
  if (typeof items === 'object' && items !== null && Symbol.iterator in items) return items;
  throw new InvalidPipelineError(`its items are ${kindOf(items)}. Give an array of nodes and pipelines.`);
}

function tagAll(members: readonly Node[], tags: string | Iterable<string>): Node[] {
  const all = typeof tags === 'string' ? [tags] : [...tags];
  return all.length === 0 ? [...members] : members.map((node) => node.tag(all));
}

function isMapped({ inputs, outputs, parameters, namespace }: PipelineOptions): boolean {
  return Boolean(inputs ?? outputs ?? parameters) || Boolean(namespace);
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}
