import type { HookPoint, KedroHooks, Plugin, PluginScope } from '@kedro-ts/hooks';
import { resolveOtelOptions, type OtelOptions, type ResolvedOtelOptions } from './options.js';
import { RunTrace } from './run-trace.js';
import type { TraceCarrier } from './trace-carrier.js';
import { openTracing, type Tracing } from './tracing.js';
import { createWarning } from './warn-not-sent.js';
import { within } from './within.js';

/**
 * A plugin that traces runs with OpenTelemetry: a span for the run, one for each try of a node, and one for each load and
 * save, in whatever process they are; all of a run are one trace.
 *
 * Without `exporter` or `tracerProvider`, spans go to the tracer provider that the application has registered.
 *
 * @throws OtelOptionError. The hook `beforePipelineRun` throws OtelPackageError when `exporter` needs packages that are not there.
 * @example
 * ```ts
 * export default defineConfig({ plugins: [otel({ exporter: 'otlp', serviceName: 'trips' })] });
 * ```
 */
export function otel(options?: OtelOptions): Plugin {
  const resolved = resolveOtelOptions(options);
  const tracer = new RunTracer(resolved);
  return {
    name: resolved.name,
    apply: (hooks, scope) => tracer.tap(hooks, scope),
    forWorkers: () => tracer.forWorkers(),
    dispose: () => tracer.dispose(),
  };
}

/** What a worker is told: for each run that is under way, where its trace goes on. */
interface FromMain {
  readonly runs: Readonly<Record<string, TraceCarrier>>;
}

/** Ours are the first taps at a beginning and the last at an end, so that the time of other plugins is in the spans. */
const FIRST = -1000;
const LAST = 1000;

/** How long is waited for spans to be sent at the end; a worker that does not end in time is ended. */
const CLOSE_MS = { main: 5000, worker: 2000 };

class RunTracer {
  readonly #name: string;
  // Not a plain field: it may hold headers, which are not to be seen by who prints the plugin.
  readonly #target: ResolvedOtelOptions['target'];
  readonly #runs = new Map<string, RunTrace>();
  readonly #scopes: PluginScope[] = [];
  readonly #warnNotSent = createWarning();
  #opening: Promise<Tracing> | undefined;
  #tracing: Tracing | undefined;

  constructor({ name, target }: ResolvedOtelOptions) {
    this.#name = name;
    this.#target = target;
  }

  tap(hooks: KedroHooks, scope: PluginScope): void {
    this.#scopes.push(scope);
    this.#tapBegin(hooks.beforePipelineRun, (payload) => {
      if (this.#tracing) this.#runs.set(payload.runId, RunTrace.start(this.#tracing.tracer, payload));
    });
    this.#tapEnd(hooks.afterPipelineRun, LAST, ({ runId }) => this.#endRun(runId, (run) => run.finish()));
    this.#tapEnd(hooks.onPipelineError, FIRST, (payload) =>
      this.#endRun(payload.runId, (run) => run.fail(payload)),
    );

    const runOf = ({ runId }: { readonly runId: string }): RunTrace | undefined => this.#runOf(runId, scope);
    this.#tapBegin(hooks.beforeDatasetLoaded, (payload) => runOf(payload)?.startLoad(payload));
    this.#tapEnd(hooks.afterDatasetLoaded, LAST, (payload) => runOf(payload)?.endDataset('load', payload));
    this.#tapBegin(hooks.beforeNodeRun, (payload) => runOf(payload)?.callNode(payload));
    this.#tapEnd(hooks.afterNodeRun, LAST, (payload) => runOf(payload)?.nodeReturned(payload));
    this.#tapEnd(hooks.onNodeError, FIRST, (payload) => runOf(payload)?.nodeFailed(payload));
    this.#tapEnd(hooks.beforeDatasetSaved, FIRST, (payload) => runOf(payload)?.startSave(payload));
    this.#tapEnd(hooks.afterDatasetSaved, LAST, (payload) => runOf(payload)?.endDataset('save', payload));
  }

  forWorkers(): FromMain | undefined {
    const runs = [...this.#runs.values()].flatMap(({ runId, carrier }) =>
      carrier ? [[runId, carrier]] : [],
    );
    return runs.length === 0 ? undefined : { runs: Object.fromEntries(runs) as FromMain['runs'] };
  }

  /** A plugin object may be applied for several sessions: the last one that lets go of it ends what is open. */
  async dispose(): Promise<void> {
    const scope = this.#scopes.pop();
    if (this.#scopes.length > 0) return;
    for (const run of this.#runs.values()) run.abandon();
    this.#runs.clear();
    const opening = this.#opening;
    this.#opening = undefined;
    this.#tracing = undefined;
    // That it could not be opened has failed the run already.
    const tracing = await opening?.catch(() => undefined);
    if (tracing === undefined) return;
    const limit = CLOSE_MS[scope?.where ?? 'main'];
    // That spans cannot be sent is no failure of the run.
    if (!(await within(limit, () => tracing.close().catch(this.#warnNotSent))))
      this.#warnNotSent(`the receiver took longer than ${limit / 1000} s`);
  }

  /** What is heard after the end of a run, or after disposal, is of nodes that nobody waited for. */
  #runOf(runId: string, { where, workerId, fromMain }: PluginScope): RunTrace | undefined {
    const known = this.#runs.get(runId);
    if (known !== undefined || where === 'main' || this.#tracing === undefined) return known;
    const { runs = {} } = (fromMain ?? {}) as Partial<FromMain>;
    const carrier = Object.hasOwn(runs, runId) ? runs[runId] : undefined;
    const resumed = RunTrace.resume(this.#tracing.tracer, runId, carrier, workerId);
    this.#runs.set(runId, resumed);
    return resumed;
  }

  #endRun(runId: string, end: (run: RunTrace) => void): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    this.#runs.delete(runId);
    end(run);
  }

  /** The SDK is loaded when the first hook of a run fires: whoever only looks at a project does not wait for it. */
  #tapBegin<Payload>(hook: Tappable<Payload>, listen: (payload: Payload) => void): void {
    hook.tap({ name: this.#name, stage: FIRST }, (payload) => {
      if (this.#tracing !== undefined) return listen(payload);
      return this.#open().then(() => listen(payload));
    });
  }

  #tapEnd<Payload>(hook: Tappable<Payload>, stage: number, listen: (payload: Payload) => void): void {
    hook.tap({ name: this.#name, stage }, listen);
  }

  async #open(): Promise<void> {
    if (this.#scopes.length === 0) return;
    const opening = (this.#opening ??= openTracing(this.#target, this.#warnNotSent));
    const tracing = await opening;
    // Disposed of meanwhile, it has nothing to trace any more.
    if (this.#opening === opening) this.#tracing = tracing;
  }
}

/** A hook point, whatever its taps may return. */
interface Tappable<Payload> {
  tap(
    options: Exclude<Parameters<HookPoint<Payload>['tap']>[0], string>,
    tap: (payload: Payload) => void | Promise<void>,
  ): void;
}
