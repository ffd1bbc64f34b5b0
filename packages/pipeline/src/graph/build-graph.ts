import { sortNames } from '../compare-code-points.js';
import {
  CircularDependencyError,
  DuplicateConfirmError,
  DuplicateNodeNameError,
  DuplicateOutputError,
  MixedTranscodingError,
} from '../errors.js';
import { stripTranscoding } from '../dataset-name.js';
import { fieldsOf, type Node } from '../node/node.js';
import { findCycle } from './find-cycle.js';

/**
 * The structure of a checked set of nodes. Nodes are numbers, in order of declaration; datasets are numbers, without their
 * formats; lists of lists are flat: the items of `x` are those from `starts[x]` to before `starts[x + 1]`.
 */
export interface Graph {
  readonly size: number;
  readonly names: readonly string[];
  readonly indexByName: ReadonlyMap<string, number>;
  readonly datasetIds: ReadonlyMap<string, number>;
  /** Per node the datasets it reads, one for each of its inputs. */
  readonly inputStarts: Int32Array;
  readonly inputIds: Int32Array;
  /** Per dataset the node that writes it, or -1. */
  readonly producers: Int32Array;
  readonly parentStarts: Int32Array;
  readonly parents: Int32Array;
  readonly childStarts: Int32Array;
  readonly children: Int32Array;
  /** All nodes, each after its parents, layer by layer. */
  readonly topology: Int32Array;
}

/**
 * Indexes nodes in time linear in nodes and datasets and checks what makes them a pipeline.
 *
 * The order is Kahn's (A. B. Kahn, Topological sorting of large networks, 1962) with a first-in-first-out queue, which
 * yields the nodes layer by layer: each as early as its parents allow.
 *
 * @throws DuplicateNodeNameError, MixedTranscodingError, DuplicateOutputError, DuplicateConfirmError or
 * CircularDependencyError, the first that applies.
 */
export function buildGraph(nodes: readonly Node[]): Graph {
  const names = nodes.map((node) => node.name);
  const indexByName = indexNames(names);
  const datasets = indexDatasets(nodes);
  checkConfirms(nodes);
  const edges = linkNodes(nodes.length, datasets);
  const topology = orderNodes(names, edges);
  return { size: nodes.length, names, indexByName, ...datasets, ...edges, topology };
}

type Datasets = Pick<Graph, 'datasetIds' | 'inputStarts' | 'inputIds' | 'producers'>;
type Edges = Pick<Graph, 'parentStarts' | 'parents' | 'childStarts' | 'children'>;

function indexNames(names: readonly string[]): Map<string, number> {
  const indexByName = new Map<string, number>();
  for (let index = 0; index < names.length; index++) indexByName.set(names[index]!, index);
  if (indexByName.size === names.length) return indexByName;
  const twice = names.filter((name, index) => indexByName.get(name) !== index);
  throw new DuplicateNodeNameError(sortNames(new Set(twice)));
}

function indexDatasets(nodes: readonly Node[]): Datasets {
  const datasetIds = new Map<string, number>();
  // Per dataset: 1 = used without a format, 2 = with one, 3 = both.
  const uses: number[] = [];
  const producers: number[] = [];
  const writtenTwice = new Set<string>();
  let isMixed = false;

  const identify = (base: string, use: number): number => {
    let id = datasetIds.get(base);
    if (id === undefined) {
      id = uses.length;
      datasetIds.set(base, id);
      uses.push(use);
      producers.push(-1);
    } else if (uses[id] !== use) {
      uses[id] = 3;
      isMixed = true;
    }
    return id;
  };

  let inputCount = 0;
  for (let index = 0; index < nodes.length; index++) {
    const { outputs, outputBases, inputs } = fieldsOf(nodes[index]!);
    inputCount += inputs.length;
    for (let position = 0; position < outputs.length; position++) {
      const base = outputBases[position]!;
      const id = identify(base, base === outputs[position] ? 1 : 2);
      if (producers[id] === -1) producers[id] = index;
      else writtenTwice.add(base);
    }
  }
  const inputStarts = new Int32Array(nodes.length + 1);
  const inputIds = new Int32Array(inputCount);
  let next = 0;
  for (let index = 0; index < nodes.length; index++) {
    const { inputs, inputBases } = fieldsOf(nodes[index]!);
    for (let position = 0; position < inputs.length; position++) {
      const base = inputBases[position]!;
      inputIds[next++] = identify(base, base === inputs[position] ? 1 : 2);
    }
    inputStarts[index + 1] = next;
  }

  if (isMixed)
    throw new MixedTranscodingError(sortNames([...datasetIds.keys()].filter((_, id) => uses[id] === 3)));
  if (writtenTwice.size > 0) throw new DuplicateOutputError(sortNames(writtenTwice));
  return { datasetIds, inputStarts, inputIds, producers: Int32Array.from(producers) };
}

function checkConfirms(nodes: readonly Node[]): void {
  const confirmed = new Set<string>();
  const twice = new Set<string>();
  for (const { confirms } of nodes) {
    for (const dataset of confirms) {
      const base = stripTranscoding(dataset);
      if (confirmed.has(base)) twice.add(base);
      confirmed.add(base);
    }
  }
  if (twice.size > 0) throw new DuplicateConfirmError(sortNames(twice));
}

function linkNodes(size: number, { inputStarts, inputIds, producers }: Datasets): Edges {
  const parentStarts = new Int32Array(size + 1);
  const parents = new Int32Array(inputIds.length);
  const childStarts = new Int32Array(size + 1);
  const lastChild = new Int32Array(size).fill(-1);
  let edges = 0;
  for (let child = 0; child < size; child++) {
    for (let at = inputStarts[child]!; at < inputStarts[child + 1]!; at++) {
      const parent = producers[inputIds[at]!]!;
      if (parent === -1 || lastChild[parent] === child) continue;
      lastChild[parent] = child;
      parents[edges++] = parent;
      childStarts[parent + 1]!++;
    }
    parentStarts[child + 1] = edges;
  }
  for (let node = 0; node < size; node++) childStarts[node + 1]! += childStarts[node]!;
  const children = new Int32Array(edges);
  const free = childStarts.slice();
  for (let child = 0; child < size; child++) {
    for (let at = parentStarts[child]!; at < parentStarts[child + 1]!; at++)
      children[free[parents[at]!]!++] = child;
  }
  return { parentStarts, parents: parents.subarray(0, edges), childStarts, children };
}

function orderNodes(names: readonly string[], edges: Edges): Int32Array {
  const { parentStarts, childStarts, children } = edges;
  const size = names.length;
  const waiting = new Int32Array(size);
  const topology = new Int32Array(size);
  let tail = 0;
  for (let node = 0; node < size; node++) {
    waiting[node] = parentStarts[node + 1]! - parentStarts[node]!;
    if (waiting[node] === 0) topology[tail++] = node;
  }
  for (let head = 0; head < tail; head++) {
    const node = topology[head]!;
    for (let at = childStarts[node]!; at < childStarts[node + 1]!; at++) {
      const child = children[at]!;
      if (--waiting[child]! === 0) topology[tail++] = child;
    }
  }
  if (tail < size) throw new CircularDependencyError(findCycle(edges, waiting).map((node) => names[node]!));
  return topology;
}
