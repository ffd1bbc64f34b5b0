import { trace, type Attributes, type Context, type Span, type Tracer } from '@opentelemetry/api';
import type { NodePayload } from '@kedro-ts/hooks';
import { ATTRIBUTES } from './attributes.js';
import { recordAbandonment, recordFailure } from './failure.js';
import { enterContext, leaveContext } from './node-contexts.js';

/** A node, as the payloads of hooks have it. */
export type TracedNode = NodePayload['node'];

/** What a node's spans are made of. */
export interface NodeTraceOptions {
  readonly tracer: Tracer;
  readonly runId: string;
  /** That of the run, whose span is the parent. */
  readonly context: Context;
  /** Undefined in main. */
  readonly workerId: number | undefined;
}

/** What a node does with a dataset. */
export type DatasetVerb = 'load' | 'save';

/** The spans of one try of a node: its own, and those of its loads and saves. */
export class NodeTrace {
  readonly #span: Span;
  readonly #context: Context;
  /** Those that have not ended; several of one name where a node loads a dataset twice. */
  readonly #open = new Map<string, { readonly dataset: string; readonly spans: Span[] }>();
  readonly #loads = new Map<string, number>();
  #phase: 'loading' | 'called' | 'returned' = 'loading';
  #hasChunks = false;
  #saves = 0;
  /** When something was last heard of it, on the clock of `performance.now()`. */
  #lastTime: number | undefined;

  constructor(
    readonly node: TracedNode,
    readonly options: NodeTraceOptions,
  ) {
    const { tracer, runId, context } = options;
    this.#span = tracer.startSpan(
      `node ${node.name}`,
      { attributes: nodeAttributes(node, options) },
      context,
    );
    this.#context = trace.setSpan(context, this.#span);
    enterContext({ name: node.name, runId }, this.#context);
  }

  /** Whether this load has been in this try already, so that another try has begun: payloads of datasets do not say which it is. */
  hasLoaded(dataset: string): boolean {
    if (this.isCalled) return true;
    const begun = this.#loads.get(dataset);
    return begun !== undefined && begun >= this.node.inputs.filter((name) => name === dataset).length;
  }

  /** Whether the node's function is running, or has run. */
  get isCalled(): boolean {
    return this.#phase !== 'loading';
  }

  /** Whether it may be over: no hook says that a generator has nothing more to yield. */
  get isIdle(): boolean {
    return this.#hasChunks && this.#phase === 'returned' && this.#open.size === 0;
  }

  startDataset(verb: DatasetVerb, dataset: string): void {
    const { tracer, runId } = this.options;
    const attributes = {
      [ATTRIBUTES.runId]: runId,
      [ATTRIBUTES.node]: this.node.name,
      [ATTRIBUTES.dataset]: dataset,
    };
    const span = tracer.startSpan(`${verb} ${dataset}`, { attributes }, this.#context);
    const open = this.#open.get(`${verb} ${dataset}`);
    if (open) open.spans.push(span);
    else this.#open.set(`${verb} ${dataset}`, { dataset, spans: [span] });
    if (verb === 'load') this.#loads.set(dataset, (this.#loads.get(dataset) ?? 0) + 1);
  }

  /** Ends the node with its last save, unless there may be more of it. */
  endDataset(verb: DatasetVerb, dataset: string): void {
    const key = `${verb} ${dataset}`;
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.spans.shift()!.end();
    if (open.spans.length === 0) this.#open.delete(key);
    this.#lastTime = performance.now();
    if (verb === 'save') this.#saves++;
  }

  /** Whether everything is saved, and nothing more can come. */
  get isComplete(): boolean {
    return this.#phase === 'returned' && !this.#hasChunks && this.#saves >= this.node.outputs.length;
  }

  called(attempt: number): void {
    this.#phase = 'called';
    this.#span.setAttribute(ATTRIBUTES.attempt, attempt);
  }

  returned(outputs: Readonly<Record<string, unknown>>): void {
    this.#phase = 'returned';
    this.#lastTime = performance.now();
    this.#hasChunks = this.node.isGenerator || Object.values(outputs).some(isAsyncIterable);
  }

  /** Ends it as well; of a generator, at the last thing that was heard of it. */
  finish(): void {
    this.#end(this.isIdle ? this.#lastTime : undefined);
  }

  /** Ends it as failed, at the dataset if it was about one. */
  fail(
    error: unknown,
    { dataset, attributes = {} }: { dataset?: string; attributes?: Attributes } = {},
  ): void {
    for (const { dataset: name, spans } of this.#open.values())
      for (const span of spans) {
        if (name === dataset) recordFailure(span, error);
        else recordAbandonment(span, 'its node failed');
      }
    recordFailure(this.#span.setAttributes(attributes), error);
    this.#end();
  }

  /** Ends it as something whose end was not heard of. */
  abandon(reason: string): void {
    for (const { spans } of this.#open.values()) for (const span of spans) recordAbandonment(span, reason);
    recordAbandonment(this.#span, reason);
    this.#end();
  }

  #end(time?: number): void {
    for (const { spans } of this.#open.values()) for (const span of spans) span.end();
    this.#open.clear();
    this.#span.end(time);
    leaveContext({ name: this.node.name, runId: this.options.runId }, this.#context);
  }
}

/** What every span of a node says. */
export function nodeAttributes(
  { name, tags, namespace }: TracedNode,
  { runId, workerId }: Pick<NodeTraceOptions, 'runId' | 'workerId'>,
): Attributes {
  return {
    [ATTRIBUTES.runId]: runId,
    [ATTRIBUTES.node]: name,
    [ATTRIBUTES.tags]: [...tags].sort(),
    ...(namespace !== undefined && { [ATTRIBUTES.namespace]: namespace }),
    ...(workerId !== undefined && { [ATTRIBUTES.workerId]: workerId }),
  };
}

function isAsyncIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
