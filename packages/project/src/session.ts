import { applyPlugins, type Plugin, type PluginHost } from '@kedro-ts/hooks';
import type { Pipeline, PipelineFilter } from '@kedro-ts/pipeline';
import { createRunId, type RunEvent, type RunResult } from '@kedro-ts/runner';
import { ProjectPipelines } from './pipeline-registry.js';
import { createContext, type ContextOptions, type ProjectContext } from './project-context.js';
import { findProject, type Project } from './project.js';
import { resolvePlugins } from './resolve-plugins.js';
import { resolveRunner } from './resolve-runner.js';
import type { WorkerData } from './worker.js';

/** What {@link createSession} may be given. */
export interface SessionOptions extends ContextOptions {
  /** The project is looked for in this folder, then in those above it. Default: the working directory. */
  readonly cwd?: string;
  /** Plugins of this process only, after those of the project. Default: none. */
  readonly plugins?: readonly Plugin[];
  /** What hooks and events call the first run. Default: a time and a random part. */
  readonly runId?: string;
}

/** What {@link Session.run} may be given; conditions on nodes have to be met all at once. */
export interface SessionRunOptions extends PipelineFilter {
  /** Names of the pipelines to run together. Default: `__default__`. */
  readonly pipelines?: readonly string[];
  /** Name or package of the runner. Default: what the project's config says. */
  readonly runner?: string;
  /** Options for the runner, over those of the config. */
  readonly runnerOptions?: Readonly<Record<string, unknown>>;
  /** Leaves out nodes whose outputs are all there already, and that nobody who runs needs. Default: false. */
  readonly onlyMissingOutputs?: boolean;
  /** Is told everything that happens. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Cancels the run, which then rejects with code `KEDRO_RUN_CANCELLED`. */
  readonly signal?: AbortSignal;
}

/** A project with its context, ready to run. */
export class Session implements AsyncDisposable {
  #runs = 0;
  #disposed: Promise<void> | undefined;

  /** @internal Made by {@link createSession}. */
  constructor(
    readonly project: Project,
    readonly context: ProjectContext,
    readonly pipelines: ProjectPipelines,
    readonly plugins: PluginHost,
    /** What hooks and events call the session, and its first run. */
    readonly runId: string,
    private readonly options: ContextOptions,
  ) {}

  /**
   * Runs pipelines of the project, or the part of them that the conditions leave.
   *
   * @throws the error of the node that failed; RunCancelledError; errors about the project, before anything runs.
   */
  async run(options: SessionRunOptions = {}): Promise<RunResult> {
    const {
      pipelines,
      runner: runnerName,
      runnerOptions,
      onlyMissingOutputs,
      onEvent,
      signal,
      ...filter
    } = options;
    const pipeline = await this.pipeline(pipelines, filter);
    const runner = await resolveRunner(this.project, runnerName, runnerOptions);
    const data: WorkerData = {
      project: this.project.pointer,
      context: this.options,
      ...(pipelines && { pipelines }),
    };
    return runner.run(pipeline, this.context.catalog, {
      plugins: this.plugins,
      runId: this.#runs++ === 0 ? this.runId : createRunId(),
      bootstrap: { module: new URL('./worker.js', import.meta.url), data },
      ...(onlyMissingOutputs && { onlyMissingOutputs }),
      ...(onEvent && { onEvent }),
      ...(signal && { signal }),
    });
  }

  /** The sum of these pipelines, or the part of it that meets all conditions. */
  async pipeline(names?: readonly string[], filter: PipelineFilter = {}): Promise<Pipeline> {
    const pipeline = await this.pipelines.sum(names);
    // Not looked into: what is iterable can perhaps be iterated once.
    const isFiltered = Object.values(filter).some((condition) => condition !== undefined);
    return isFiltered ? pipeline.filter(filter) : pipeline;
  }

  /** Lets the plugins let go of what they hold, once. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= Promise.resolve(this.plugins[Symbol.asyncDispose]());
    return this.#disposed;
  }
}

/**
 * Opens the project around a folder: reads its config, makes plugins, context and catalog.
 *
 * @throws ProjectNotFoundError, ProjectConfigError, ProjectCodeError, and errors of the configuration.
 * @example
 * ```ts
 * await using session = await createSession({ env: 'test' });
 * const { outputs } = await session.run({ tags: ['daily'] });
 * ```
 */
export async function createSession(options: SessionOptions = {}): Promise<Session> {
  const { cwd = process.cwd(), plugins: extra = [], runId = createRunId(), ...rest } = options;
  // Workers are told the environment, because the variable may have changed when they start.
  const contextOptions: ContextOptions = { ...rest, env: rest.env || process.env['KEDRO_ENV'] };
  const project = await findProject(cwd);
  const plugins = applyPlugins([...(await resolvePlugins(project)), ...extra]);
  try {
    const context = await createContext(project, contextOptions, plugins, { runId, where: 'main' });
    const { parameters, env } = context;
    const pipelines = await ProjectPipelines.of(project, { parameters, env });
    return new Session(project, context, pipelines, plugins, runId, contextOptions);
  } catch (error) {
    await plugins[Symbol.asyncDispose]();
    throw error;
  }
}
