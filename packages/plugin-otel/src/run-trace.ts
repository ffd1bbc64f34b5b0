import { context, trace, type Context, type Span, type Tracer } from '@opentelemetry/api';
import type {
  AfterNodeRun,
  BeforePipelineRun,
  DatasetPayload,
  NodePayload,
  OnNodeError,
  OnPipelineError,
} from '@kedro-ts/hooks';
import { ATTRIBUTES } from './attributes.js';
import { codeOf, failuresOf, recordAbandonment, recordFailure, workerIdOf, type Failure } from './failure.js';
import { nodeAttributes, NodeTrace, type DatasetVerb, type TracedNode } from './node-trace.js';
import { fromCarrier, toCarrier, type TraceCarrier } from './trace-carrier.js';

/** The spans of one run in this process or thread. Nodes overlap, so theirs are kept by name. */
export class RunTrace {
  readonly #nodes = new Map<string, NodeTrace>();
  /** Errors that nodes have been blamed for. */
  readonly #told = new Set<unknown>();

  private constructor(
    readonly runId: string,
    private readonly tracer: Tracer,
    private readonly context: Context,
    /** In main only: a worker has no span of its own for the run. */
    private readonly span: Span | undefined,
    private readonly workerId: number | undefined,
  ) {}

  /** In main: begins the span of the run, as a child of the active span if there is one. */
  static start(tracer: Tracer, { runId, runner, pipeline }: BeforePipelineRun): RunTrace {
    const attributes = {
      [ATTRIBUTES.runId]: runId,
      [ATTRIBUTES.runner]: runner,
      [ATTRIBUTES.nodeCount]: pipeline.nodes.length,
      [ATTRIBUTES.inputCount]: [...pipeline.inputs].length,
      [ATTRIBUTES.outputCount]: [...pipeline.outputs].length,
    };
    const outer = context.active();
    const span = tracer.startSpan(`run ${runner}`, { attributes }, outer);
    return new RunTrace(runId, tracer, trace.setSpan(outer, span), span, undefined);
  }

  /** In a worker: goes on with the trace that main has begun. */
  static resume(
    tracer: Tracer,
    runId: string,
    carrier: TraceCarrier | undefined,
    workerId: number | undefined,
  ): RunTrace {
    return new RunTrace(runId, tracer, fromCarrier(carrier), undefined, workerId);
  }

  /** What workers need to go on with the trace. */
  get carrier(): TraceCarrier | undefined {
    return toCarrier(this.context);
  }

  startLoad({ node, dataset }: DatasetPayload): void {
    const known = this.#nodes.get(node.name);
    const current = known === undefined || known.hasLoaded(dataset) ? this.#startNode(node) : known;
    current.startDataset('load', dataset);
  }

  startSave({ node, dataset }: DatasetPayload): void {
    this.#nodes.get(node.name)?.startDataset('save', dataset);
  }

  endDataset(verb: DatasetVerb, { node, dataset }: DatasetPayload): void {
    const current = this.#nodes.get(node.name);
    current?.endDataset(verb, dataset);
    this.#finishIfComplete(current);
  }

  callNode({ node, attempt }: NodePayload): void {
    const known = this.#nodes.get(node.name);
    const current = known === undefined || known.isCalled ? this.#startNode(node) : known;
    current.called(attempt);
  }

  nodeReturned({ node, outputs }: AfterNodeRun): void {
    const current = this.#nodes.get(node.name);
    current?.returned(outputs);
    this.#finishIfComplete(current);
  }

  /** A node that is not known here was lost with its worker, and nobody ended its span. */
  nodeFailed({ node, attempt, error, willRetry }: OnNodeError): void {
    this.#told.add(error);
    const attributes = { [ATTRIBUTES.willRetry]: willRetry };
    const current = this.#nodes.get(node.name);
    if (current !== undefined) {
      this.#nodes.delete(node.name);
      return current.fail(error, { attributes });
    }
    const { runId } = this;
    const lost = {
      ...nodeAttributes(node, { runId, workerId: workerIdOf(error) }),
      ...attributes,
      [ATTRIBUTES.attempt]: attempt,
      [ATTRIBUTES.isLost]: true,
    };
    const span = this.tracer.startSpan(`node ${node.name}`, { attributes: lost }, this.context);
    recordFailure(span, error);
    span.end();
  }

  /** The run succeeded, and so did all its nodes. */
  finish(): void {
    this.#endNodes((node) => node.finish());
    this.span?.end();
  }

  /** The run failed; of a node that could not load or save, this is the first that is heard of it. */
  fail({ error, resumeFrom }: Pick<OnPipelineError, 'error' | 'resumeFrom'>): void {
    const isCancelled = codeOf(error) === 'KEDRO_RUN_CANCELLED';
    const failureOf = isCancelled ? () => undefined : this.#blame(error);
    const reason = isCancelled ? 'the run was cancelled' : 'the run failed';
    this.#endNodes((node) => {
      const failure = failureOf(node);
      if (failure) node.fail(failure.error, { dataset: failure.dataset });
      else if (node.isIdle) node.finish();
      else node.abandon(reason);
    });
    if (this.span === undefined) return;
    if (isCancelled) this.span.setAttribute(ATTRIBUTES.isCancelled, true);
    if (resumeFrom.length > 0) this.span.setAttribute(ATTRIBUTES.resumeFrom, [...resumeFrom]);
    recordFailure(this.span, error);
    this.span.end();
  }

  /** Nothing more will be heard of the run here. */
  abandon(): void {
    const reason = 'its end was not heard of; the span of the run has the error';
    this.#endNodes((node) => (node.isIdle ? node.finish() : node.abandon(reason)));
    if (this.span === undefined) return;
    recordAbandonment(this.span, 'the plugin was disposed of while the run was under way');
    this.span.end();
  }

  #startNode(node: TracedNode): NodeTrace {
    this.#nodes.get(node.name)?.abandon('it failed and is tried again; no hook said why');
    const { tracer, runId, context, workerId } = this;
    const started = new NodeTrace(node, { tracer, runId, context, workerId });
    this.#nodes.set(node.name, started);
    return started;
  }

  #finishIfComplete(node: NodeTrace | undefined): void {
    if (!node?.isComplete) return;
    this.#nodes.delete(node.node.name);
    node.finish();
  }

  /** Finds the nodes that are to blame: those that an error names, or the only one that can be meant. */
  #blame(error: unknown): (node: NodeTrace) => Failure | undefined {
    const failures = failuresOf(error);
    const unclear = failures.find(({ node, error: own }) => node === undefined && !this.#told.has(own));
    const open = [...this.#nodes.values()];
    const busy = open.filter(({ isIdle }) => !isIdle);
    // A plugin that fails between nodes has nothing to do with a generator that may have ended long ago.
    const suspects = busy.length > 0 || codeOf(error) === 'KEDRO_HOOK_ERROR' ? busy : open;
    return (node) =>
      failures.find((failure) => failure.node === node.node.name) ??
      (suspects.length === 1 && suspects[0] === node ? unclear : undefined);
  }

  #endNodes(end: (node: NodeTrace) => void): void {
    for (const node of this.#nodes.values()) end(node);
    this.#nodes.clear();
  }
}
