import { stripTranscoding } from './dataset-name.js';
import type { Node } from './node/node.js';
import { declaredNodes, type PipelineParts } from './pipeline-parts.js';

/** Who depends on whom, by position in `Pipeline.nodes`. */
export interface PipelineGraph {
  readonly parents: readonly (readonly number[])[];
  readonly children: readonly (readonly number[])[];
}

/** What can be read off a pipeline, each thing computed once and only if asked for. */
export class PipelineStructure {
  readonly #parts: PipelineParts;
  #nodes: readonly Node[] | undefined;
  #groupedNodes: readonly (readonly Node[])[] | undefined;
  #nodeDependencies: ReadonlyMap<Node, ReadonlySet<Node>> | undefined;
  #graph: PipelineGraph | undefined;
  #inputs: ReadonlySet<string> | undefined;
  #outputs: ReadonlySet<string> | undefined;
  #allInputs: ReadonlySet<string> | undefined;
  #allOutputs: ReadonlySet<string> | undefined;
  #datasets: ReadonlySet<string> | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  get nodes(): readonly Node[] {
    const { members, selection } = this.#parts;
    return (this.#nodes ??= Object.freeze(selection.layers.order.map((index) => members[index]!)));
  }

  get groupedNodes(): readonly (readonly Node[])[] {
    const { starts } = this.#parts.selection.layers;
    return (this.#groupedNodes ??= Object.freeze(
      starts.slice(1).map((end, layer) => Object.freeze(this.nodes.slice(starts[layer], end))),
    ));
  }

  get nodeDependencies(): ReadonlyMap<Node, ReadonlySet<Node>> {
    return (this.#nodeDependencies ??= new Map(
      this.nodes.map((node, index) => [
        node,
        new Set(this.graph.parents[index]!.map((parent) => this.nodes[parent]!)),
      ]),
    ));
  }

  get graph(): PipelineGraph {
    return (this.#graph ??= this.#link());
  }

  get inputs(): ReadonlySet<string> {
    return (this.#inputs ??= this.#findFreeInputs());
  }

  get outputs(): ReadonlySet<string> {
    return (this.#outputs ??= this.#findFinalOutputs());
  }

  get allInputs(): ReadonlySet<string> {
    return (this.#allInputs ??= collect(declaredNodes(this.#parts), (node) => node.inputs));
  }

  get allOutputs(): ReadonlySet<string> {
    return (this.#allOutputs ??= collect(declaredNodes(this.#parts), (node) => node.outputs));
  }

  get datasets(): ReadonlySet<string> {
    return (this.#datasets ??= new Set([...this.allInputs, ...this.allOutputs]));
  }

  #link(): PipelineGraph {
    const { selection } = this.#parts;
    const { childStarts, children, size } = selection.graph;
    const { order } = selection.layers;
    const position = new Int32Array(size).fill(-1);
    for (let at = 0; at < order.length; at++) position[order[at]!] = at;
    const parentLists = order.map((): number[] => []);
    const childLists = order.map((): number[] => []);
    for (let parent = 0; parent < order.length; parent++) {
      const index = order[parent]!;
      for (let at = childStarts[index]!; at < childStarts[index + 1]!; at++) {
        const child = position[children[at]!]!;
        if (child !== -1) parentLists[child]!.push(parent);
      }
    }
    for (let child = 0; child < order.length; child++) {
      for (const parent of parentLists[child]!) childLists[parent]!.push(child);
    }
    return Object.freeze({ parents: parentLists, children: childLists });
  }

  #findFreeInputs(): ReadonlySet<string> {
    const { members, selection } = this.#parts;
    const { inputStarts, inputIds, producers } = selection.graph;
    const free = new Set<string>();
    for (const index of selection.indices) {
      const start = inputStarts[index]!;
      members[index]!.inputs.forEach((input, offset) => {
        const producer = producers[inputIds[start + offset]!]!;
        if (producer === -1 || !selection.has(producer)) free.add(input);
      });
    }
    return free;
  }

  #findFinalOutputs(): ReadonlySet<string> {
    const { members, selection } = this.#parts;
    const { inputStarts, inputIds, producers, datasetIds } = selection.graph;
    const isRead = new Uint8Array(producers.length);
    for (const index of selection.indices) {
      for (let at = inputStarts[index]!; at < inputStarts[index + 1]!; at++) isRead[inputIds[at]!] = 1;
    }
    const final = new Set<string>();
    for (const index of selection.indices) {
      for (const output of members[index]!.outputs) {
        if (isRead[datasetIds.get(stripTranscoding(output))!] === 0) final.add(output);
      }
    }
    return final;
  }
}

function collect(nodes: readonly Node[], names: (node: Node) => readonly string[]): ReadonlySet<string> {
  const collected = new Set<string>();
  for (const node of nodes) for (const name of names(node)) collected.add(name);
  return collected;
}
