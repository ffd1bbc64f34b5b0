import { compareCodePoints } from '../compare-code-points.js';
import type { Graph } from './build-graph.js';

/** The nodes of a selection in order of execution; layer `x` is from `starts[x]` to before `starts[x + 1]`. */
export interface Layers {
  readonly order: readonly number[];
  readonly starts: readonly number[];
}

/**
 * Some of the nodes of a graph. What was checked for all of them holds for any of them, so a selection is only a mask; its
 * order is made when it is first asked for.
 */
export class Selection {
  readonly graph: Graph;
  readonly #mask: Uint8Array | undefined;
  #indices: readonly number[] | undefined;
  #layers: Layers | undefined;

  /** Without a mask (one byte per node of the graph, 1 = selected) all nodes are selected. */
  constructor(graph: Graph, mask?: Uint8Array) {
    this.graph = graph;
    this.#mask = mask;
  }

  has(node: number): boolean {
    return this.#mask === undefined || this.#mask[node] === 1;
  }

  /** The selected nodes in order of declaration. */
  get indices(): readonly number[] {
    return (this.#indices ??= Array.from({ length: this.graph.size }, (_, node) => node).filter((node) =>
      this.has(node),
    ));
  }

  /** The selected nodes by layer (each as early as its selected parents allow), each layer sorted by name. */
  get layers(): Layers {
    return (this.#layers ??= this.#sortLayers());
  }

  /** Only those of the given nodes that are selected. */
  pick(nodes: Iterable<number>): Selection {
    const mask = new Uint8Array(this.graph.size);
    for (const node of nodes) if (this.has(node)) mask[node] = 1;
    return new Selection(this.graph, mask);
  }

  /** The given nodes and everything selected that depends on them, or that they depend on, within the selection. */
  reach(from: Iterable<number>, direction: 'children' | 'parents'): Selection {
    const { graph } = this;
    const starts = direction === 'children' ? graph.childStarts : graph.parentStarts;
    const neighbours = direction === 'children' ? graph.children : graph.parents;
    const mask = new Uint8Array(graph.size);
    const found: number[] = [];
    for (const node of from) {
      if (mask[node] === 1 || !this.has(node)) continue;
      mask[node] = 1;
      found.push(node);
    }
    for (let head = 0; head < found.length; head++) {
      const node = found[head]!;
      for (let at = starts[node]!; at < starts[node + 1]!; at++) {
        const next = neighbours[at]!;
        if (mask[next] === 1 || !this.has(next)) continue;
        mask[next] = 1;
        found.push(next);
      }
    }
    return new Selection(graph, mask);
  }

  /** The nodes that are in both selections, which must be of one graph. */
  intersect(other: Selection): Selection {
    if (this.#mask === undefined) return other;
    return other.#mask === undefined ? this : other.pick(this.indices);
  }

  #sortLayers(): Layers {
    const { topology, parentStarts, parents, size, names } = this.graph;
    const level = new Int32Array(size);
    const layers: number[][] = [];
    for (const node of topology) {
      if (!this.has(node)) continue;
      let own = 0;
      for (let at = parentStarts[node]!; at < parentStarts[node + 1]!; at++) {
        const parent = parents[at]!;
        if (this.has(parent) && level[parent]! >= own) own = level[parent]! + 1;
      }
      level[node] = own;
      (layers[own] ??= []).push(node);
    }
    const starts = [0];
    const order: number[] = [];
    for (const layer of layers) {
      sortByName(layer, names);
      for (const node of layer) order.push(node);
      starts.push(order.length);
    }
    return { order, starts };
  }
}

function sortByName(layer: number[], names: readonly string[]): void {
  if (layer.some((node) => hasSurrogate.test(names[node]!))) {
    layer.sort((a, b) => compareCodePoints(names[a]!, names[b]!));
  } else {
    layer.sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  }
}

/** Only with these do code points and UTF-16 units sort differently. */
const hasSurrogate = /[\uD800-\uDFFF]/;
