import { applyPlugins, type Plugin, type PluginHost } from '@kedro-ts/hooks';
import { generateTimestamp } from '@kedro-ts/io';
import type { Pipeline, PipelineFilter } from '@kedro-ts/pipeline';
import { createRunId, type OnFailure, type RunEvent, type RunResult } from '@kedro-ts/runner';
import { settleOptions } from './configuration.js';
import { readDurations, recordDurations } from './durations.js';
import { RunRecorder } from './journal/run-recorder.js';
import { ProjectPipelines } from './pipeline-registry.js';
import { PreparedRunner, WORKER_MODULE, type AskedRunner } from './prepared-runner.js';
import { createContext, type ContextOptions, type ProjectContext } from './project-context.js';
import { findProject, type Project } from './project.js';
import { checkDisabledPlugins, enabledPlugins, resolvePluginEntries } from './resolve-plugins.js';
import { resolveRunner } from './resolve-runner.js';
import type { ResumePlan } from './resume/plan-resume.js';
import { restoreRun } from './resume/restore-run.js';
import { listPlugins, type ListedPlugin } from './session-plugins.js';
import type { WorkerData } from './worker.js';

/** What {@link createSession} may be given. */
export interface SessionOptions extends ContextOptions {
  /** The project is looked for in this folder, then in those above it. Default: the working directory. */
  readonly cwd?: string;
  /** Plugins of this process only, after those of the project. Default: none. */
  readonly plugins?: readonly Plugin[];
  /** Plugins to leave out besides those that the config disables: names, or modules as the config has them. Default: none. */
  readonly withoutPlugins?: readonly string[];
  /** What hooks and events call the first run. Default: a time and a random part. */
  readonly runId?: string;
  /** The runner of the first run, where it is known: it then starts its workers while the project is being read. Default: none. */
  readonly prepare?: AskedRunner;
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
  /** What happens to the other nodes when one fails. Default: what the project's config says. */
  readonly onFailure?: OnFailure;
  /**
   * Continues a run that failed, or was cancelled or killed: the one of this id, or the last. Its pipelines, conditions and runner
   * are taken, unless others are given. Nodes that had finished do not run again if neither their code and parameters nor
   * the data that they read and wrote have changed. Default: false.
   */
  readonly resume?: boolean | string;
  /** Is told which nodes of the run that is resumed do not run again, and why others do. */
  readonly onResume?: (plan: ResumePlan) => void;
  /** Is told everything that happens. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Cancels the run, which then rejects with code `KEDRO_RUN_CANCELLED`. */
  readonly signal?: AbortSignal;
}

/** A project with its context, ready to run. Its runs share one catalog, so they have to follow one another. */
export class Session implements AsyncDisposable {
  #runs = 0;
  /** When the present version was begun, or later. */
  #versionTime = Date.now();
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
    private saveVersion: string,
    private readonly prepared: PreparedRunner | undefined,
    private readonly withoutPlugins: readonly string[] = [],
  ) {}

  /**
   * The plugins of the project around a folder, those that are disabled too, without opening a session.
   *
   * @param options - `cwd` and `withoutPlugins` as for {@link createSession}
   * @throws what {@link createSession} throws about config and plugins.
   */
  static async listPlugins(
    options: Pick<SessionOptions, 'cwd' | 'withoutPlugins'> = {},
  ): Promise<readonly ListedPlugin[]> {
    const project = await findProject(options.cwd ?? process.cwd());
    return listPlugins(project, options.withoutPlugins);
  }

  /**
   * Runs pipelines of the project, or the part of them that the conditions leave.
   *
   * @throws the error of the node that failed; RunCancelledError; errors about the project, before anything runs;
   * RunNotFoundError, NothingToResumeError, WithheldOptionsError and JournalError when a run is to be resumed.
   */
  async run(given: SessionRunOptions = {}): Promise<RunResult> {
    const { options, resumed } = await restoreRun(this.project.projectPath, given);
    const {
      pipelines,
      runner: runnerName,
      runnerOptions,
      onlyMissingOutputs,
      onFailure = this.project.config.onFailure,
      resume: _resume,
      onResume,
      onEvent,
      signal,
      ...filter
    } = options;
    const pipeline = await this.pipeline(pipelines, filter);
    const { projectPath, config } = this.project;
    const [runner, durations] = await Promise.all([
      this.prepared?.match({ runner: runnerName, runnerOptions }) ??
        resolveRunner(this.project, runnerName, runnerOptions),
      readDurations(projectPath),
    ]);
    const taken = new Map<string, number>();
    const isFirst = this.#runs++ === 0;
    if (!isFirst && this.options.saveVersion === undefined) this.#beginVersion();
    const data: WorkerData = {
      project: this.project.pointer,
      context: { ...this.options, saveVersion: this.saveVersion },
      ...(pipelines && { pipelines }),
      withoutPlugins: this.withoutPlugins,
    };
    const runId = isFirst ? this.runId : createRunId();
    const recorder = await RunRecorder.open({
      ...{ project: this.project, context: this.context, session: this.options, run: options },
      ...{ runId, runner: runner.name, pipeline, resumed, onResume, onEvent },
    });
    const running = runner.run(recorder.pipeline, this.context.catalog, {
      plugins: this.plugins,
      runId,
      bootstrap: { module: WORKER_MODULE, data },
      ...(onlyMissingOutputs && { onlyMissingOutputs }),
      ...(onFailure && { onFailure }),
      ...(recorder.onEvent && { onEvent: recorder.onEvent }),
      ...(signal && { signal }),
      ...(config.resources && { resources: config.resources }),
      durations,
      onDuration: (node, durationMs) => void taken.set(node, durationMs),
    });
    return running.finally(() => Promise.all([recordDurations(projectPath, taken), recorder.close()]));
  }

  /** The sum of these pipelines, or the part of it that meets all conditions. */
  async pipeline(names?: readonly string[], filter: PipelineFilter = {}): Promise<Pipeline> {
    const pipeline = await this.pipelines.sum(names);
    // Not looked into: what is iterable can perhaps be iterated once.
    const isFiltered = Object.values(filter).some((condition) => condition !== undefined);
    return isFiltered ? pipeline.filter(filter) : pipeline;
  }

  /** Versions are never overwritten, so what a further run saves is a new one. */
  #beginVersion(): void {
    // Two runs may begin in one millisecond.
    this.#versionTime = Math.max(Date.now(), this.#versionTime + 1);
    this.saveVersion = generateTimestamp(new Date(this.#versionTime));
    this.context.catalog.setSaveVersion?.(this.saveVersion);
  }

  /** Lets the plugins let go of what they hold, once. */
  [Symbol.asyncDispose](): Promise<void> {
    this.prepared?.discard();
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
  const { cwd = process.cwd(), plugins: extra = [], runId = createRunId(), prepare, ...others } = options;
  const { withoutPlugins = [], ...rest } = others;
  // Workers are told what has been settled here, because the environment variable may have changed when they start.
  const settled = settleOptions(rest, cwd);
  const saveVersion = settled.saveVersion ?? generateTimestamp();
  const project = await findProject(cwd);
  const prepared = prepare && (await PreparedRunner.of(project, prepare));
  let plugins: PluginHost | undefined;
  try {
    const resolved = await resolvePluginEntries(project, withoutPlugins);
    const extraNames = extra.map(({ name }) => name);
    checkDisabledPlugins(project, resolved, withoutPlugins, extraNames);
    const wanted = extra.filter(({ name }) => !withoutPlugins.includes(name));
    plugins = applyPlugins([...enabledPlugins(resolved), ...wanted]);
    const contextOptions = { ...settled, saveVersion };
    const context = await createContext(project, contextOptions, plugins, { runId, where: 'main' });
    const { parameters, env } = context;
    const pipelines = await ProjectPipelines.of(project, { parameters, env });
    return new Session(
      project,
      context,
      pipelines,
      plugins,
      runId,
      settled,
      saveVersion,
      prepared,
      withoutPlugins,
    );
  } catch (error) {
    prepared?.discard();
    await plugins?.[Symbol.asyncDispose]();
    throw error;
  }
}
