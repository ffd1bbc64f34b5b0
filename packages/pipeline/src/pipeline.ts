import { intersectNodes, subtractNodes, uniteNodes } from './combine-nodes.js';
import { describePipeline, type DescribeOptions } from './describe-pipeline.js';
import { groupNodes, type NodeGroup, type NodeGrouping } from './group-nodes.js';
import type { Node, NodeJson } from './node/node.js';
import { declaredNodes, replaceNodes, type PipelineParts } from './pipeline-parts.js';
import { PipelineStructure, type PipelineGraph } from './pipeline-structure.js';
import { applyCondition, filterNodes, type PipelineFilter } from './slice/filter-nodes.js';
import { selectReading, selectWriting } from './slice/select-nodes.js';

/** A pipeline as plain data. */
export interface PipelineJson {
  readonly pipeline: readonly NodeJson[];
}

let create: (parts: PipelineParts) => Pipeline;
let read: (pipeline: Pipeline) => PipelineParts;

/**
 * Nodes that depend on each other through the datasets they read and write, without circles. Immutable: every change is a
 * new pipeline. Made by `pipeline()`.
 *
 * Everything is computed when first asked for and then kept, in time linear in nodes and datasets (sorting names aside).
 * A slice shares the index of the pipeline it comes from and is not checked again.
 */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #structure: PipelineStructure;

  static {
    create = (parts) => new this(parts);
    read = (pipeline) => pipeline.#parts;
  }

  private constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#structure = new PipelineStructure(parts);
    Object.freeze(this);
  }

  /** The nodes in order of execution: layer by layer, each layer sorted by name (by code point). */
  get nodes(): readonly Node[] {
    return this.#structure.nodes;
  }

  /** The nodes by layer; those of one layer do not depend on each other. */
  get groupedNodes(): readonly (readonly Node[])[] {
    return this.#structure.groupedNodes;
  }

  /** Per node, in order of execution, the nodes whose outputs it reads. */
  get nodeDependencies(): ReadonlyMap<Node, ReadonlySet<Node>> {
    return this.#structure.nodeDependencies;
  }

  /** Who depends on whom, by position in `nodes`; each list ascends. */
  get graph(): PipelineGraph {
    return this.#structure.graph;
  }

  /** The datasets that must be there before a run: read, and written by no node of the pipeline (in no format). */
  get inputs(): ReadonlySet<string> {
    return this.#structure.inputs;
  }

  /** The datasets that a run leaves: written, and read by no node of the pipeline (in no format). */
  get outputs(): ReadonlySet<string> {
    return this.#structure.outputs;
  }

  /** Every dataset that a node reads. */
  get allInputs(): ReadonlySet<string> {
    return this.#structure.allInputs;
  }

  /** Every dataset that a node writes. */
  get allOutputs(): ReadonlySet<string> {
    return this.#structure.allOutputs;
  }

  /** Every dataset that a node reads or writes. */
  get datasets(): ReadonlySet<string> {
    return this.#structure.datasets;
  }

  /** The node of that name. */
  findNode(name: string): Node | undefined {
    const { members, selection } = this.#parts;
    const index = selection.graph.indexByName.get(name);
    return index !== undefined && selection.has(index) ? members[index] : undefined;
  }

  /** The inputs, the nodes in order of execution and the outputs as text. */
  describe(options: DescribeOptions = {}): string {
    return describePipeline(this.nodes, this.inputs, this.outputs, options);
  }

  /**
   * The nodes in groups: by outermost namespace, or one group per node.
   *
   * @throws UnknownGroupingError for any other grouping.
   */
  groupNodesBy(grouping: NodeGrouping = 'none'): NodeGroup[] {
    return groupNodes(this.nodes, this.graph.parents, grouping);
  }

  /** The nodes in order of declaration, with their datasets and sorted tags. */
  toJSON(): PipelineJson {
    return { pipeline: declaredNodes(this.#parts).map((node) => node.toJSON()) };
  }

  /**
   * Only the nodes with these names.
   *
   * @throws NodeNotFoundError for unknown names, DuplicateNodeNameError when a name is given twice.
   */
  onlyNodes(...names: string[]): Pipeline {
    return this.#slice('nodeNames', names);
  }

  /** Only the nodes that have at least one of these tags. */
  onlyNodesWithTags(...tags: string[]): Pipeline {
    return this.#slice('tags', tags);
  }

  /**
   * Only the nodes that read one of these datasets; a name without `@format` means all formats.
   *
   * @throws DatasetNotInPipelineError for unknown datasets.
   */
  onlyNodesWithInputs(...datasets: string[]): Pipeline {
    return this.#pick(selectReading(this.#parts, datasets));
  }

  /**
   * Only the nodes that write one of these datasets; a name without `@format` means any format.
   *
   * @throws DatasetNotInPipelineError for unknown datasets.
   */
  onlyNodesWithOutputs(...datasets: string[]): Pipeline {
    return this.#pick(selectWriting(this.#parts, datasets));
  }

  /**
   * Only the nodes in these namespaces or below them.
   *
   * @throws NamespaceNotFoundError for namespaces without nodes, DuplicateNodeNameError when one lies in another.
   */
  onlyNodesWithNamespaces(...namespaces: string[]): Pipeline {
    return this.#slice('nodeNamespaces', namespaces);
  }

  /**
   * These nodes and all that depend on them.
   *
   * @throws NodeNotFoundError for unknown names, DuplicateNodeNameError when a name is given twice.
   */
  fromNodes(...names: string[]): Pipeline {
    return this.#slice('fromNodes', names);
  }

  /**
   * These nodes and all that they depend on.
   *
   * @throws NodeNotFoundError for unknown names, DuplicateNodeNameError when a name is given twice.
   */
  toNodes(...names: string[]): Pipeline {
    return this.#slice('toNodes', names);
  }

  /**
   * All nodes that depend on these datasets; a name without `@format` means all formats.
   *
   * @throws DatasetNotInPipelineError for unknown datasets.
   */
  fromInputs(...datasets: string[]): Pipeline {
    return this.#slice('fromInputs', datasets);
  }

  /**
   * All nodes that are needed for these datasets; a name without `@format` means any format.
   *
   * @throws DatasetNotInPipelineError for unknown datasets.
   */
  toOutputs(...datasets: string[]): Pipeline {
    return this.#slice('toOutputs', datasets);
  }

  /**
   * The nodes that meet all conditions at once; conditions left out or empty demand nothing.
   *
   * @throws EmptyFilterResultError when no node is left, and what the methods for single conditions throw.
   */
  filter(filter: PipelineFilter): Pipeline {
    return create(filterNodes(this.#parts, filter));
  }

  /**
   * The same pipeline with more tags on every node.
   *
   * @throws InvalidNodeError when a tag is not made of letters, digits, `_`, `-` and `.`.
   */
  tag(tags: string | Iterable<string>): Pipeline {
    const all = typeof tags === 'string' ? [tags] : [...tags];
    return create(replaceNodes(this.#parts, (node) => node.tag(all)));
  }

  /**
   * The nodes of both pipelines; of two equal nodes (same name, inputs and outputs) the first is kept, with its tags.
   *
   * @throws DuplicateNodeNameError, DuplicateOutputError, CircularDependencyError … when they do not go together.
   */
  union(other: Pipeline): Pipeline {
    return create(uniteNodes([this.#parts, other.#parts]));
  }

  /** The nodes that the other pipeline does not have. */
  difference(other: Pipeline): Pipeline {
    return create(subtractNodes(this.#parts, other.#parts));
  }

  /** The nodes that both pipelines have; where their tags differ, those of the shorter pipeline (or of `other`) count. */
  intersection(other: Pipeline): Pipeline {
    return create(intersectNodes(this.#parts, other.#parts));
  }

  #pick(indices: readonly number[]): Pipeline {
    return create({ ...this.#parts, selection: this.#parts.selection.pick(indices) });
  }

  #slice(condition: keyof PipelineFilter, names: readonly string[]): Pipeline {
    return create(applyCondition(this.#parts, condition, names));
  }
}

/** A pipeline of checked parts. */
export function createPipeline(parts: PipelineParts): Pipeline {
  return create(parts);
}

/** The parts of a pipeline. */
export function partsOf(pipeline: Pipeline): PipelineParts {
  return read(pipeline);
}

/**
 * The union of any number of pipelines, checked once instead of once for each.
 *
 * @throws DuplicateNodeNameError, DuplicateOutputError, CircularDependencyError … when they do not go together.
 */
export function sumPipelines(pipelines: Iterable<Pipeline>): Pipeline {
  return create(uniteNodes([...pipelines].map(read)));
}
