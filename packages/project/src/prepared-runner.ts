import { isDeepStrictEqual } from 'node:util';
import type { AbstractRunner } from '@kedro-ts/runner';
import type { Project } from './project.js';
import { resolveRunner } from './resolve-runner.js';

/** Which runner is asked for. */
export interface AskedRunner {
  /** Name or package of the runner. Default: what the project's config says. */
  readonly runner?: string | undefined;
  /** Options for the runner, over those of the config. */
  readonly runnerOptions?: Readonly<Record<string, unknown>> | undefined;
}

/** The module from which workers open the project. */
export const WORKER_MODULE = new URL('./worker.js', import.meta.url);

/** A runner that begins what takes time, such as starting workers, while the project is still being read. */
export class PreparedRunner {
  private constructor(
    private readonly asked: AskedRunner,
    private readonly runner: AbstractRunner,
  ) {}

  /** Undefined when there is no such runner, which whoever runs is told. */
  static async of(project: Project, asked: AskedRunner): Promise<PreparedRunner | undefined> {
    try {
      const runner = await resolveRunner(project, asked.runner, asked.runnerOptions);
      runner.prepare(WORKER_MODULE);
      return new PreparedRunner(asked, runner);
    } catch {
      return undefined;
    }
  }

  /** The runner, if it is the one that is asked for. */
  match({ runner, runnerOptions }: AskedRunner): AbstractRunner | undefined {
    const isSame = runner === this.asked.runner && isDeepStrictEqual(runnerOptions, this.asked.runnerOptions);
    return isSame ? this.runner : undefined;
  }

  /** Lets go of what has not been used. */
  discard(): void {
    this.runner.discard();
  }
}
