import type {
  AfterCatalogCreated,
  DatasetPayload,
  HookPayload,
  HookPoint,
  KedroHooks,
  NodePayload,
  OnPipelineError,
  Plugin,
  PluginScope,
} from '@kedro-ts/hooks';
import { formatDuration } from './format-record.js';
import { LOG_LEVELS, type LogEvent, type LogLevel, type LogRecord } from './log-record.js';
import { resolveLoggerOptions, type LoggerOptions, type ResolvedLoggerOptions } from './options.js';
import { Stopwatch } from './stopwatch.js';

/**
 * A plugin that logs what nodes, datasets, the run and the context do, in whatever process they do it.
 *
 * Only the hooks are tapped that have something to say at the level, so the others cost nothing.
 *
 * @throws LoggerOptionError
 * @example
 * ```ts
 * export default defineConfig({ plugins: [['@kedro-ts/plugin-logger', { level: 'debug' }]] });
 * ```
 */
export function loggerPlugin(options?: LoggerOptions): Plugin {
  const resolved = resolveLoggerOptions(options);
  return {
    name: resolved.name,
    apply: (hooks, scope) => new Logger(resolved, scope).tap(hooks),
  };
}

/** What a record says beside what is the same for all. */
type Saying = Pick<LogRecord, 'message'> &
  Partial<Pick<LogRecord, 'node' | 'dataset' | 'durationMs' | 'level'>>;

class Logger {
  readonly #watch = new Stopwatch();
  #catalog: AfterCatalogCreated['catalog'] | undefined;

  constructor(
    readonly options: ResolvedLoggerOptions,
    readonly scope: PluginScope,
  ) {}

  tap(hooks: KedroHooks): void {
    // The catalog tells what class a dataset is of.
    this.#on(hooks.afterCatalogCreated, ({ catalog }) => void (this.#catalog = catalog));
    this.#on(hooks.beforePipelineRun, ({ catalog, runId }) => {
      this.#catalog = catalog;
      this.#watch.start(runId);
    });

    const contextLevel = this.scope.where === 'main' ? 'info' : 'debug';
    this.#log(hooks.afterContextCreated, contextLevel, ({ context }) => ({
      message: `Opened the project in ${context.projectPath} with the environment ${context.env}`,
    }));
    this.#log(hooks.afterCatalogCreated, 'debug', ({ config }) => ({
      message: `Made the catalog (${count(Object.keys(config).length, 'entry', 'entries')})`,
    }));
    this.#log(hooks.beforePipelineRun, 'info', ({ pipeline, runner }) => ({
      message: `Running ${count(pipeline.nodes.length, 'node', 'nodes')} with the ${runner} runner`,
    }));
    this.#log(hooks.afterPipelineRun, 'info', ({ pipeline, runId }) => {
      const durationMs = this.#watch.stop(runId);
      return {
        message: `Ran ${count(pipeline.nodes.length, 'node', 'nodes')}${inTime(durationMs)}`,
        durationMs,
      };
    });
    this.#log(hooks.onPipelineError, 'error', (payload) => this.#runFailed(payload));

    this.#logNodes(hooks);
    this.#logDatasets(hooks);
  }

  #logNodes(hooks: KedroHooks): void {
    const key = ({ runId, node }: NodePayload): string => `${runId} ${node.name}`;
    this.#log(hooks.beforeNodeRun, 'info', (payload) => {
      this.#watch.start(key(payload));
      const node = payload.node.name;
      return { node, message: `Running node ${node}` };
    });
    this.#log(hooks.afterNodeRun, 'info', (payload) => {
      const durationMs = this.#watch.stop(key(payload));
      const node = payload.node.name;
      return { node, durationMs, message: `Ran node ${node}${inTime(durationMs)}` };
    });
    this.#log(hooks.onNodeError, 'error', (payload) => {
      const durationMs = this.#watch.stop(key(payload));
      const node = payload.node.name;
      return {
        node,
        durationMs,
        message: `Node ${node} failed${afterTime(durationMs)} with ${kindOf(payload.error)}`,
      };
    });
  }

  #logDatasets(hooks: KedroHooks): void {
    const key = ({ runId, node, dataset }: DatasetPayload): string => `${runId} ${node.name} ${dataset}`;
    const begin =
      (verb: string) =>
      (payload: DatasetPayload): Saying => {
        // Nobody will ask how long it took if the end is not logged.
        if (this.#logs('debug')) this.#watch.start(key(payload));
        const { dataset, node } = payload;
        return { node: node.name, dataset, message: `${verb} ${dataset}${this.#classOf(dataset)}` };
      };
    const end =
      (verb: string) =>
      (payload: DatasetPayload): Saying => {
        const durationMs = this.#watch.stop(key(payload));
        const { dataset, node } = payload;
        return { node: node.name, dataset, durationMs, message: `${verb} ${dataset}${inTime(durationMs)}` };
      };
    this.#log(hooks.beforeDatasetLoaded, 'info', begin('Loading data from'));
    this.#log(hooks.afterDatasetLoaded, 'debug', end('Loaded'));
    this.#log(hooks.beforeDatasetSaved, 'info', begin('Saving data to'));
    this.#log(hooks.afterDatasetSaved, 'debug', end('Saved'));
  }

  #runFailed({ error, resumeFrom, runId }: OnPipelineError): Saying {
    const durationMs = this.#watch.stop(runId);
    if ((error as { code?: unknown } | null | undefined)?.code === 'KEDRO_RUN_CANCELLED')
      return { level: 'warn', durationMs, message: `The run was cancelled${afterTime(durationMs)}` };
    const resume = resumeFrom.length === 0 ? '' : `; it can be resumed from ${resumeFrom.join(', ')}`;
    return { durationMs, message: `The run failed${afterTime(durationMs)} with ${kindOf(error)}${resume}` };
  }

  /** ` (CSVDataset)`, where that is known. */
  #classOf(dataset: string): string {
    const made = this.#catalog?.peek(dataset);
    return made === undefined ? '' : ` (${made.constructor.name})`;
  }

  #logs(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(this.options.level);
  }

  #on<Payload>(hook: Tappable<Payload>, tap: (payload: Payload) => void | Promise<void>): void {
    hook.tap(this.options.name, tap);
  }

  #log<Payload extends HookPayload>(
    hook: Tappable<Payload>,
    level: LogLevel,
    say: (payload: Payload) => Saying,
  ): void {
    if (!this.#logs(level)) return;
    const { workerId } = this.scope;
    this.#on(hook, (payload) => {
      const { message, level: ownLevel = level, ...details } = say(payload);
      if (!this.#logs(ownLevel)) return undefined;
      const { runId, where } = payload;
      const { node, dataset, durationMs } = details;
      const written: unknown = this.options.write({
        time: Date.now(),
        level: ownLevel,
        runId,
        where,
        ...(workerId !== undefined && { workerId }),
        event: hook.name as LogEvent,
        ...(node !== undefined && { node }),
        ...(dataset !== undefined && { dataset }),
        message,
        ...(durationMs !== undefined && { durationMs }),
      });
      // What a tap of beforeNodeRun returns would replace inputs.
      return written instanceof Promise ? written.then(() => undefined) : undefined;
    });
  }
}

/** A hook point, whatever its taps may return. */
type Tappable<Payload> = Pick<HookPoint<Payload, void>, 'name'> & {
  tap(name: string, tap: (payload: Payload) => void | Promise<void>): void;
};

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function inTime(durationMs: number | undefined): string {
  return durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`;
}

function afterTime(durationMs: number | undefined): string {
  return durationMs === undefined ? '' : ` after ${formatDuration(durationMs)}`;
}

/** The class of an error and its code; its message may quote data, and is shown by whoever shows the run's error. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return `something thrown that is no error`;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? `${error.name} (${code})` : error.name;
}
