import { join } from 'node:path';
import { closestNames, type MaybePromise } from '@kedro-ts/io';
import { Pipeline, sumPipelines } from '@kedro-ts/pipeline';
import { discoverPipelines } from './discover-pipelines.js';
import { PipelineNotFoundError, ProjectConfigError } from './errors.js';
import type {
  CreatePipeline,
  PipelineEntry,
  CreatePipelineOptions,
  PipelineRegistry,
} from './kedro-config.js';
import type { Project } from './project.js';

/** What runs when no pipeline is named. */
export const DEFAULT_PIPELINE = '__default__';

/** The pipelines of a project by name; each is made when it is first asked for. */
export class ProjectPipelines {
  readonly #made = new Map<string, Promise<Pipeline>>();

  private constructor(
    private readonly project: Project,
    private readonly entries: ReadonlyMap<string, PipelineEntry>,
    private readonly options: CreatePipelineOptions,
  ) {}

  /** From the config's registry, or by discovery. */
  static async of(project: Project, options: CreatePipelineOptions): Promise<ProjectPipelines> {
    const { pipelines } = project.config;
    const entries =
      pipelines === undefined
        ? await discoveredEntries(project)
        : await registeredEntries(project, pipelines);
    return new ProjectPipelines(project, new Map(entries), options);
  }

  /** All names; the default one is among them only if the project has made one. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** The sum of the pipelines of these names. */
  async sum(names: readonly string[] = [DEFAULT_PIPELINE]): Promise<Pipeline> {
    return sumPipelines(await Promise.all(names.map((name) => this.get(name))));
  }

  /**
   * The pipeline of this name.
   *
   * @throws PipelineNotFoundError
   */
  get(name: string): Promise<Pipeline> {
    let made = this.#made.get(name);
    if (made === undefined) {
      made = this.#make(name);
      this.#made.set(name, made);
    }
    return made;
  }

  async #make(name: string): Promise<Pipeline> {
    const entry = this.entries.get(name);
    if (entry === undefined) {
      if (name === DEFAULT_PIPELINE && this.entries.size > 0) return this.sum(this.names);
      throw new PipelineNotFoundError(
        name,
        this.names,
        this.names.length === 0 ? [] : closestNames(name, [DEFAULT_PIPELINE, ...this.names]),
        join(this.project.sourcePath, 'pipelines'),
      );
    }
    let made = typeof entry === 'function' ? await entry(this.options) : entry;
    if (isModule(made)) made = await made.createPipeline(this.options);
    if (made instanceof Pipeline) return made;
    throw new ProjectConfigError(
      this.project.configFile,
      `the pipeline "${name}" came out as no pipeline; return pipeline([…]).`,
    );
  }
}

async function registeredEntries(
  { configFile }: Project,
  pipelines: PipelineRegistry | (() => MaybePromise<PipelineRegistry>),
): Promise<[string, PipelineEntry][]> {
  const registry: unknown = typeof pipelines === 'function' ? await pipelines() : pipelines;
  if (typeof registry === 'object' && registry !== null && !Array.isArray(registry))
    return Object.entries(registry as PipelineRegistry);
  throw new ProjectConfigError(
    configFile,
    'the function under "pipelines" has to return a mapping of names to pipelines.',
  );
}

async function discoveredEntries(project: Project): Promise<[string, PipelineEntry][]> {
  const files = await discoverPipelines(project.sourcePath);
  await project.code.prepare([...files.values()]);
  return [...files].map(([name, file]) => [
    name,
    async () => {
      const exports = await project.code.importFile(file);
      if (isModule(exports)) return exports;
      throw new ProjectConfigError(
        file,
        `it has to export a function createPipeline (it exports: ${Object.keys(exports).join(', ') || 'nothing'}).`,
      );
    },
  ]);
}

function isModule(value: unknown): value is { readonly createPipeline: CreatePipeline } {
  return typeof (value as { createPipeline?: unknown } | null | undefined)?.createPipeline === 'function';
}
