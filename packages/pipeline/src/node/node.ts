import type { DatasetNames } from '../dataset-name.js';
import { sortNames } from '../compare-code-points.js';
import type { Resources } from '../resource-amount.js';
import { callFunction } from './call-function.js';
import { enterNode, type CurrentNode } from './current-node.js';
import { defaultName, functionName, titleOf } from './node-name.js';
import { toNodeOutputs, type NodeOutputs } from './node-outputs.js';
import {
  resolveNode,
  resolveTags,
  warnAboutDots,
  type NodeFields,
  type NodeFunction,
  type NodeOptions,
} from './resolve-node.js';
import type { RetryPolicy } from './retry.js';

/** A node as plain data. */
export interface NodeJson {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly tags: readonly string[];
  /** Absent when the node takes none. */
  readonly resources?: Resources;
}

let create: (fields: NodeFields, name?: string) => Node;
let read: (node: Node) => NodeFields;

/** One step of a pipeline: a function and the names of the datasets it reads and writes. Immutable; made by {@link node}. */
export class Node {
  /** The wrapped function. */
  readonly func: NodeFunction;
  /** Dotted path of namespaces. */
  readonly namespace: string | undefined;
  readonly tags: ReadonlySet<string>;
  /** Datasets that are confirmed once the node has run. */
  readonly confirms: readonly string[];
  /** What the node takes while it runs, by name of the resource, as declared; empty when it takes nothing that is limited. */
  readonly resources: Resources;
  /** How it is tried again when it fails; undefined when it is not. */
  readonly retry: RetryPolicy | undefined;
  /** How long one try may take, in milliseconds; undefined for as long as it wants. */
  readonly timeout: number | undefined;
  /** The datasets read, flat and in call order; one may occur twice. */
  readonly inputs: readonly string[];
  /** The datasets written, flat and in order of declaration. */
  readonly outputs: readonly string[];
  /** The inputs as declared. */
  readonly inputNames: DatasetNames;
  /** The outputs as declared. */
  readonly outputNames: DatasetNames;
  readonly #fields: NodeFields;
  #name: string | undefined;

  static {
    create = (fields, name) => new this(fields, name);
    read = (node) => node.#fields;
  }

  private constructor(fields: NodeFields, name: string | undefined) {
    this.func = fields.func;
    this.namespace = fields.namespace;
    this.tags = fields.tags;
    this.confirms = fields.confirms;
    this.resources = fields.resources;
    this.retry = fields.retry;
    this.timeout = fields.timeout;
    this.inputs = fields.inputs;
    this.outputs = fields.outputs;
    this.inputNames = fields.inputNames;
    this.outputNames = fields.outputNames;
    this.#fields = fields;
    this.#name = name;
    Object.freeze(this);
  }

  /** The name with the namespace before it; unique in a pipeline. */
  get name(): string {
    return (this.#name ??= fullName(this.#fields));
  }

  /** The given name, or the function's name as a title; without namespace, not necessarily unique. */
  get shortName(): string {
    return this.#fields.explicitName ?? titleOf(functionName(this.func));
  }

  /** The namespace and those around it, outermost first: `a.b` gives `a`, `a.b`; no namespace gives one empty text. */
  get namespacePrefixes(): readonly string[] {
    const parts = (this.namespace ?? '').split('.');
    return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  }

  /** Whether the function is a generator or an asynchronous generator, known without calling it. */
  get isGenerator(): boolean {
    const tag: unknown = Reflect.get(this.func, Symbol.toStringTag);
    return tag === 'GeneratorFunction' || tag === 'AsyncGeneratorFunction';
  }

  /**
   * The same node with more tags.
   *
   * @throws InvalidNodeError when a tag is not made of letters, digits, `_`, `-` and `.`.
   */
  tag(tags: string | Iterable<string>): Node {
    const added = resolveTags(() => JSON.stringify(this.name), tags);
    return create({ ...this.#fields, tags: new Set([...this.tags, ...added]) }, this.#name);
  }

  /**
   * Calls the function and sorts what it gives into datasets.
   *
   * Positional inputs are spread over the arguments, a record of inputs becomes one object argument. The answer is a
   * promise only if the function returned one (or yields asynchronously to several outputs). With one plain output the
   * returned value is that dataset; with an array of outputs an array of the same length is expected, with a record an
   * object with the same keys; with none a returned value is ignored with a warning. An iterator gives `chunks`: for
   * several outputs its first piece is already pulled and checked, for one plain output nothing is.
   *
   * @param inputs - dataset name to value, exactly the node's inputs.
   * @param current - what the function is given by {@link currentNode}. Default: nothing, so that to ask for it fails
   * @throws NodeInputsError when other datasets were handed over.
   * @throws NodeOutputsError when the result does not fit the outputs.
   */
  run(inputs: Readonly<Record<string, unknown>>, current?: CurrentNode): NodeOutputs | Promise<NodeOutputs> {
    const name = this.name;
    const outer = enterNode(current);
    try {
      return toNodeOutputs(name, this.#fields, callFunction(name, this.#fields, inputs), current);
    } finally {
      enterNode(outer);
    }
  }

  /** The node in one line: `name: function([inputs]) -> [outputs]`. */
  toString(): string {
    const { explicitName } = this.#fields;
    const prefix = explicitName === undefined ? '' : `${explicitName}: `;
    return `${prefix}${functionName(this.func)}(${bracket(this.inputs)}) -> ${bracket(this.outputs)}`;
  }

  /** Name, datasets, sorted tags, and resources if it takes any. */
  toJSON(): NodeJson {
    const { name, inputs, outputs, tags, resources } = this;
    const takesAny = Object.keys(resources).length > 0;
    return { name, inputs, outputs, tags: sortNames(tags), ...(takesAny && { resources }) };
  }
}

/**
 * Makes a node from a function and the names of the datasets it reads and writes.
 *
 * @param func - synchronous, asynchronous, a generator or an asynchronous generator.
 * @param inputs - `null`, one name, an array (spread over the arguments) or a record (handed over as one object).
 * @param outputs - `null`, one name, an array (the function returns an array) or a record (it returns an object).
 * @throws InvalidNodeError when any part is not acceptable, InvalidDatasetNameError for a second `@` in a name.
 * @example
 * ```ts
 * const add = (prices: number[], tax: number) => prices.map((price) => price * (1 + tax));
 * node(add, ['prices', 'params:tax'], 'gross_prices', { name: 'add_tax', tags: 'daily' });
 * ```
 */
export function node(
  func: NodeFunction,
  inputs: DatasetNames,
  outputs: DatasetNames,
  options?: NodeOptions,
): Node {
  const fields = resolveNode(func, inputs, outputs, options);
  warnAboutDots(fields);
  return create(fields);
}

/** The same node with other datasets, confirms and namespace, checked anew. */
export function renameNode(
  original: Node,
  rename: (name: string) => string,
  mapNames: (names: DatasetNames, rename: (name: string) => string) => DatasetNames,
  namespace: string | undefined,
): Node {
  const fields = read(original);
  const renamed = resolveNode(
    fields.func,
    mapNames(fields.inputNames, rename),
    mapNames(fields.outputNames, rename),
    {
      name: fields.explicitName,
      module: fields.module,
      tags: fields.tags,
      confirms: fields.confirms.map(rename),
      resources: fields.resources,
      retry: fields.retry,
      timeout: fields.timeout,
      namespace,
    },
  );
  return create(renamed);
}

/** The checked content of a node, with names stripped of their formats. */
export function fieldsOf(node: Node): NodeFields {
  return read(node);
}

function fullName(fields: NodeFields): string {
  const name = fields.explicitName ?? defaultName(fields.func, fields.module, fields.inputs, fields.outputs);
  return fields.namespace === undefined ? name : `${fields.namespace}.${name}`;
}

function bracket(names: readonly string[]): string {
  return names.length === 0 ? 'None' : `[${names.join(';')}]`;
}
