import { flattenNames, isNameList, stripTranscoding, type DatasetNames } from '../dataset-name.js';
import { InvalidNodeError } from '../errors.js';
import { AMOUNT_FORMAT, parseAmount, type Resources } from '../resource-amount.js';
import { warn } from '../warn.js';
import { LONGEST_TIMER_MS } from './longest-timer.js';
import { functionName } from './node-name.js';
import { resolveRetry, type Retry, type RetryPolicy } from './retry.js';

/** Any function a node may wrap: synchronous, asynchronous, a generator or an asynchronous generator. */
export type NodeFunction = (...args: never[]) => unknown;

/** What a node may be given besides its function and datasets. */
export interface NodeOptions {
  /** Letters, digits, `_`, `-` and `.`; default: made from the function's name and the datasets. */
  name?: string;
  /** The Python module that the function comes from, so that a default name is the one it has in Kedro; default: none. */
  module?: string;
  /** Letters, digits, `_`, `-` and `.` each; default: none. */
  tags?: string | Iterable<string>;
  /** Datasets to confirm after the node has run, which need not be inputs or outputs of it; default: none. */
  confirms?: string | readonly string[];
  /** Dotted path of namespaces; default: none. */
  namespace?: string;
  /**
   * What the node takes while it runs, as in `{ memory: '2GB', gpu: 1, 'api:openai': 4 }`: it starts only when as much is free of
   * the totals that the run is given; default: none.
   */
  resources?: Resources;
  /**
   * How the node is tried again when it fails; a number is how many more times. A node that yields is not tried again once a piece
   * is saved. Default: not at all.
   */
  retry?: number | Retry;
  /**
   * How long one try may take, in milliseconds: then its signal is aborted ({@link currentNode}) and it has failed. A function that
   * blocks its thread is stopped only where it runs in a worker. Default: as long as it wants.
   */
  timeout?: number;
}

/** The checked content of a node. Bases are dataset names without their `@format`. */
export interface NodeFields {
  readonly func: NodeFunction;
  readonly inputNames: DatasetNames;
  readonly outputNames: DatasetNames;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly inputBases: readonly string[];
  readonly outputBases: readonly string[];
  readonly explicitName: string | undefined;
  readonly module: string | undefined;
  readonly namespace: string | undefined;
  readonly tags: ReadonlySet<string>;
  readonly confirms: readonly string[];
  readonly resources: Resources;
  readonly retry: RetryPolicy | undefined;
  readonly timeout: number | undefined;
}

const noTags: ReadonlySet<string> = new Set();
const noNames: readonly string[] = Object.freeze([]);
const noResources: Resources = Object.freeze({});
const identifier = /^[\p{L}\p{N}_.-]+$/u;

/** Checks and copies everything a node is made of. */
export function resolveNode(
  func: NodeFunction,
  inputs: DatasetNames,
  outputs: DatasetNames,
  options: NodeOptions = {},
): NodeFields {
  if (typeof func !== 'function') {
    throw new InvalidNodeError(
      label(options),
      'func',
      `its first argument is ${kindOf(func)}, not a function.`,
    );
  }
  // Only an error needs it.
  const node = (): string => label(options, func);
  const inputNames = resolveNames(node, 'inputs', inputs);
  const outputNames = resolveNames(node, 'outputs', outputs);
  const flatInputs = freezeList(flattenNames(inputNames));
  const flatOutputs = freezeList(flattenNames(outputNames));
  if (flatInputs.length === 0 && flatOutputs.length === 0) {
    throw new InvalidNodeError(
      node(),
      'inputs',
      'it has neither inputs nor outputs. Give it at least one dataset.',
    );
  }
  const fields: NodeFields = {
    func,
    inputNames,
    outputNames,
    inputs: flatInputs,
    outputs: flatOutputs,
    inputBases: stripAll(flatInputs),
    outputBases: stripAll(flatOutputs),
    explicitName: resolveName(node, options.name),
    module: resolveText(node, 'module', options.module),
    namespace: resolveText(node, 'namespace', options.namespace),
    tags: resolveTags(node, options.tags),
    confirms: resolveConfirms(node, options.confirms),
    resources: resolveResources(node, options.resources),
    retry: checkRetry(node, options.retry),
    timeout: checkTimeout(node, options.timeout),
  };
  checkUniqueOutputs(node, fields);
  checkNoSelfLoop(node, fields);
  return fields;
}

/** Checked tags as a set. */
export function resolveTags(node: () => string, tags: NodeOptions['tags']): ReadonlySet<string> {
  if (tags === undefined) return noTags;
  if (typeof tags !== 'string' && !isIterable(tags)) {
    throw new InvalidNodeError(node(), 'tags', `tags are ${kindOf(tags)}. Give a string or several strings.`);
  }
  if (typeof tags === 'string') return setsOfOneTag.get(tags) ?? makeSetOfOneTag(node, tags);
  const resolved = new Set(tags);
  for (const tag of resolved) checkIdentifier(node, 'tags', 'tag', tag);
  return resolved.size === 0 ? noTags : resolved;
}

/** Pipelines have many nodes and few tags: a set for each node was a third of the cost of making it. */
const setsOfOneTag = new Map<string, ReadonlySet<string>>();

function makeSetOfOneTag(node: () => string, tag: string): ReadonlySet<string> {
  checkIdentifier(node, 'tags', 'tag', tag);
  const set = new Set([tag]);
  setsOfOneTag.set(tag, set);
  return set;
}

let dotsReported = false;

/**
 * Warns, once in a process, about a hand-written dataset name with a dot outside the node's namespace: dots are what
 * namespaces put into names.
 */
export function warnAboutDots(fields: NodeFields): void {
  if (dotsReported) return;
  const dotted = [...fields.inputs, ...fields.outputs].find((name) =>
    isForeignDotted(name, fields.namespace),
  );
  if (dotted === undefined) return;
  dotsReported = true;
  warn(
    'KEDRO_DOTTED_DATASET_NAME',
    `The dataset name "${dotted}" has a dot in it, which otherwise only namespaces put there; ` +
      `another separator keeps the two apart. This is said once, there may be more such names.`,
  );
}

function isForeignDotted(name: string, namespace: string | undefined): boolean {
  if (!name.includes('.') || name.startsWith('params:')) return false;
  return namespace === undefined || !name.slice(0, name.lastIndexOf('.')).startsWith(namespace);
}

function resolveNames(node: () => string, part: 'inputs' | 'outputs', names: DatasetNames): DatasetNames {
  if (names === null) return null;
  if (typeof names === 'string') {
    if (names === '')
      throw new InvalidNodeError(node(), part, `${part} are an empty name. Use null for none.`);
    return names;
  }
  if (typeof names !== 'object' || (isIterable(names) && !isNameList(names))) {
    const wanted = 'a dataset name, an array of names, a record of names, or null';
    throw new InvalidNodeError(node(), part, `${part} are ${kindOf(names)}. Give ${wanted}.`);
  }
  const copy = isNameList(names) ? [...names] : { ...names };
  for (const name of Array.isArray(copy) ? (copy as unknown[]) : Object.values<unknown>(copy)) {
    if (typeof name !== 'string' || name === '') {
      throw new InvalidNodeError(
        node(),
        part,
        `its ${part} ${show(Object.values(copy))} contain ${kindOf(name)} where a dataset name belongs.`,
      );
    }
  }
  return Object.freeze(copy);
}

function resolveName(node: () => string, name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  checkIdentifier(node, 'name', 'name', name);
  return name;
}

function resolveText(
  node: () => string,
  part: 'module' | 'namespace',
  text: string | undefined,
): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (typeof text === 'string') return text;
  throw new InvalidNodeError(node(), part, `its ${part} is ${kindOf(text)}, not a string.`);
}

function resolveConfirms(node: () => string, confirms: NodeOptions['confirms']): readonly string[] {
  if (confirms === undefined) return noNames;
  const names = typeof confirms === 'string' ? [confirms] : confirms;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new InvalidNodeError(
      node(),
      'confirms',
      `confirms are ${kindOf(confirms)}. Give one or several dataset names.`,
    );
  }
  return freezeList(names);
}

function resolveResources(node: () => string, resources: Resources | undefined): Resources {
  if (resources === undefined || resources === noResources) return noResources;
  if (typeof resources !== 'object' || resources === null || isIterable(resources)) {
    const wanted = 'Give a record of amounts by name: { memory: "2GB", gpu: 1 }.';
    throw new InvalidNodeError(node(), 'resources', `resources are ${kindOf(resources)}. ${wanted}`);
  }
  const amounts = Object.entries(resources).filter(([, amount]) => amount !== undefined);
  const wrong = amounts.find(([, amount]) => parseAmount(amount) === undefined);
  if (wrong !== undefined) {
    const reason = `of the resource "${wrong[0]}" it takes ${show([wrong[1]])}. Give ${AMOUNT_FORMAT}.`;
    throw new InvalidNodeError(node(), 'resources', reason);
  }
  return Object.freeze(Object.fromEntries(amounts));
}

function checkRetry(node: () => string, retry: NodeOptions['retry']): RetryPolicy | undefined {
  const resolved = resolveRetry(retry);
  if (typeof resolved === 'string') throw new InvalidNodeError(node(), 'retry', `of its retry, ${resolved}`);
  return resolved;
}

function checkTimeout(node: () => string, timeout: number | undefined): number | undefined {
  if (timeout === undefined || (Number.isFinite(timeout) && timeout > 0 && timeout <= LONGEST_TIMER_MS))
    return timeout;
  const given = typeof timeout === 'string' ? `"${timeout as string}"` : String(timeout);
  const reason = `its timeout is ${given}. Give milliseconds, more than 0 and at most ${LONGEST_TIMER_MS}.`;
  throw new InvalidNodeError(node(), 'timeout', reason);
}

function checkIdentifier(node: () => string, part: 'name' | 'tags', noun: string, text: unknown): void {
  if (typeof text === 'string' && identifier.test(text)) return;
  const given = typeof text === 'string' ? JSON.stringify(text) : kindOf(text);
  throw new InvalidNodeError(
    node(),
    part,
    `the ${noun} ${given} is not made of letters, digits, "_", "-" and "." alone.`,
  );
}

function checkUniqueOutputs(node: () => string, { outputs }: NodeFields): void {
  if (outputs.length < 2 || new Set(outputs).size === outputs.length) return;
  const twice = outputs.find((name, index) => outputs.indexOf(name) !== index);
  throw new InvalidNodeError(node(), 'outputs', `the dataset "${twice}" is among its outputs twice.`);
}

function checkNoSelfLoop(node: () => string, { inputBases, outputBases }: NodeFields): void {
  if (inputBases.length === 0 || outputBases.length === 0) return;
  const both = overlap(inputBases, outputBases);
  if (both === undefined) return;
  const advice = 'Another "@format" does not make it another dataset.';
  throw new InvalidNodeError(
    node(),
    'outputs',
    `the dataset "${both}" is an input and an output of it. ${advice}`,
  );
}

function overlap(inputs: readonly string[], outputs: readonly string[]): string | undefined {
  if (inputs.length * outputs.length < 64) return inputs.find((name) => outputs.includes(name));
  const known = new Set(outputs);
  return inputs.find((name) => known.has(name));
}

function stripAll(names: readonly string[]): readonly string[] {
  for (const name of names) if (name.includes('@')) return freezeList(names.map(stripTranscoding));
  return names;
}

function freezeList(names: readonly string[]): readonly string[] {
  if (names.length === 0) return noNames;
  return Object.isFrozen(names) ? names : Object.freeze([...names]);
}

function label(options: NodeOptions, func?: NodeFunction): string {
  if (typeof options.name === 'string' && options.name !== '') return JSON.stringify(options.name);
  return func === undefined ? 'without a function' : `of function "${functionName(func)}"`;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** A list as a reader can tell its items apart, whatever they are. */
function show(items: readonly unknown[]): string {
  return `[${items.map((item) => (typeof item === 'string' ? `"${item}"` : String(item))).join(', ')}]`;
}

function kindOf(value: unknown): string {
  if (value === '') return 'an empty text';
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return `an object (${value.constructor?.name ?? 'no class'})`;
  return `a ${typeof value}`;
}
