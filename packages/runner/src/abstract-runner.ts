import { closestNames, MemoryDataset, type Catalog, type Dataset, type MaybePromise } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import { AsyncGeneratorNodeError, MissingInputsError, RunCancelledError } from './errors.js';
import { findNodesToResumeFrom } from './find-nodes-to-resume-from.js';
import { checkResources } from './resource-limits.js';
import type { RunOptions, RunResult } from './run-options.js';
import { Run } from './run.js';
import { selectMissingOutputs } from './select-missing-outputs.js';
import { encodeError } from './transfer-error.js';

/** What every runner may be given. */
export interface RunnerOptions {
  /** Load a node's inputs, and save its outputs, concurrently. Default: false. Generator nodes refuse it. */
  readonly isAsync?: boolean;
}

/**
 * Runs the nodes of a pipeline. What is the same for all runners is here: checking the inputs, default datasets, pipeline
 * hooks, events, the suggestion for resuming. A runner adds only how it gets through the nodes.
 */
export abstract class AbstractRunner {
  /** How hooks, events and messages call this runner. */
  abstract readonly name: string;
  readonly isAsync: boolean;

  constructor(options: RunnerOptions = {}) {
    this.isAsync = options.isAsync ?? false;
  }

  /**
   * Runs a pipeline. Datasets that the catalog does not have are registered in it, so that outputs can be loaded from it
   * after the run.
   *
   * @throws MissingInputsError, ResourceShortageError and AsyncGeneratorNodeError before anything runs; RunCancelledError;
   * the error of the node that failed, as it was thrown.
   */
  async run(pipeline: Pipeline, catalog: Catalog, options: RunOptions = {}): Promise<RunResult> {
    let run = new Run(pipeline, catalog, this.isAsync, options);
    const { hooks } = run.plugins;
    const payload = { runId: run.id, where: 'main', runner: this.name, pipeline, catalog } as const;
    try {
      await hooks.beforePipelineRun.fire(payload);
      if (options.onlyMissingOutputs) run = run.of(await selectMissingOutputs(pipeline, catalog));
      if (this.isAsync) refuseGenerators(run);
      await catalog.materialise(run.pipeline.datasets);
      checkInputs(run.pipeline, catalog);
      checkResources(run.plan.nodes, options.resources);
      await this.#registerUnknown(run);
      await this.validate(run);
      run.emit({
        type: 'run-started',
        runner: this.name,
        nodes: run.plan.nodes.map(({ name }) => name),
        workers: this.countWorkers(run.pipeline),
        ...(options.onlyMissingOutputs && {
          skipped: pipeline.difference(run.pipeline).nodes.map(({ name }) => name),
        }),
      });
      await this.execute(run);
      const outputs = [...run.pipeline.outputs];
      await hooks.afterPipelineRun.fire({ ...payload, outputs });
      run.emit({ type: 'run-finished', ...progress(run), outputs });
      return {
        runId: run.id,
        outputs: Object.fromEntries(outputs.map((name) => [name, catalog.peek(name)!])),
        data: run.data,
      };
    } catch (error) {
      const resumeFrom = run.done.size === 0 ? [] : findNodesToResumeFrom(run.pipeline, run.done, catalog);
      const cancelled = error instanceof RunCancelledError;
      await warnOnFailure(() => hooks.onPipelineError.fire({ ...payload, error, resumeFrom }));
      await warnOnFailure(() =>
        run.emit({ type: 'run-failed', ...progress(run), error: encodeError(error), cancelled, resumeFrom }),
      );
      throw error;
    } finally {
      this.discard();
    }
  }

  async #registerUnknown({ pipeline, catalog, defaults }: Run): Promise<void> {
    const unknown = [...pipeline.datasets].filter((dataset) => !catalog.has(dataset));
    await catalog.materialiseUnknown?.(unknown);
    for (const dataset of unknown) {
      if (catalog.peek(dataset) !== undefined) continue;
      catalog.set(dataset, this.createDefaultDataset(dataset));
      defaults.add(dataset);
    }
  }

  /**
   * Begins what takes time and needs no plan, such as starting workers, while the project is still being read.
   *
   * @param _module - of the {@link WorkerBootstrap} that runs will be given
   */
  prepare(_module: string | URL): void {}

  /** Lets go of what was prepared, if it has not been used. */
  discard(): void {}

  /** Makes the dataset for a name that the catalog does not have. Default: a {@link MemoryDataset}. */
  protected createDefaultDataset(_name: string): Dataset {
    return new MemoryDataset();
  }

  /** Refuses what this runner cannot run, before anything starts. */
  protected validate(_run: Run): MaybePromise<void> {}

  /** How many workers a run of this pipeline uses; 0 when its nodes run in this process. */
  protected countWorkers(_pipeline: Pipeline): number {
    return 0;
  }

  /** Gets through all nodes of the run, or throws the first failure. */
  protected abstract execute(run: Run): Promise<void>;
}

function checkInputs(pipeline: Pipeline, catalog: Catalog): void {
  const missing = [...pipeline.inputs].filter((dataset) => !catalog.has(dataset));
  if (missing.length === 0) return;
  const known = [...catalog.keys(), ...pipeline.allOutputs];
  throw new MissingInputsError(
    missing.sort().map((dataset) => ({
      dataset,
      node: pipeline.nodes.find(({ inputs }) => inputs.includes(dataset))!.name,
      suggestions: closestNames(dataset, known),
    })),
  );
}

function refuseGenerators({ plan }: Run): void {
  const generators = plan.nodes.filter(({ isGenerator }) => isGenerator);
  if (generators.length > 0) throw new AsyncGeneratorNodeError(generators.map(({ name }) => name));
}

/** The run's own failure must not be hidden by that of a plugin or listener that is told of it. */
async function warnOnFailure(tell: () => unknown): Promise<void> {
  try {
    await tell();
  } catch (error) {
    process.emitWarning(error as Error);
  }
}

function progress(run: Run): { durationMs: number; done: number; total: number } {
  return { durationMs: performance.now() - run.startTime, done: run.done.size, total: run.plan.nodes.length };
}
