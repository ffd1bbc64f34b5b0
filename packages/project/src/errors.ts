import { join } from 'node:path';
import { didYouMean } from '@kedro-ts/io';

/** No `kedro.config.*` in the folder or above it. */
export class ProjectNotFoundError extends Error {
  override readonly name = 'ProjectNotFoundError';
  readonly code = 'KEDRO_PROJECT_NOT_FOUND' as const;

  constructor(readonly searchedFrom: string) {
    super(
      `There is no kedro.config file in ${searchedFrom} or any folder above it. ` +
        'Go into your project, or begin one with a file kedro.config.ts: export default defineConfig({}).',
    );
  }
}

/** The content of `kedro.config.*` is not what it should be. */
export class ProjectConfigError extends Error {
  override readonly name = 'ProjectConfigError';
  readonly code = 'KEDRO_PROJECT_CONFIG' as const;

  constructor(
    readonly configFile: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${configFile}: ${reason}`, options);
  }
}

/** A module of the project cannot be found, compiled or imported; `cause` is what happened. */
export class ProjectCodeError extends Error {
  override readonly name = 'ProjectCodeError';
  readonly code = 'KEDRO_PROJECT_CODE' as const;
}

/** The runner that was asked for is in a package that is not installed. */
export class RunnerNotInstalledError extends Error {
  override readonly name = 'RunnerNotInstalledError';
  readonly code = 'KEDRO_RUNNER_NOT_INSTALLED' as const;

  constructor(
    readonly runner: string,
    readonly packageName: string,
    projectPath: string,
    suggestions: readonly string[],
    options?: ErrorOptions,
  ) {
    super(
      `The runner "${runner}" is in the package ${packageName}, which is not installed in ${projectPath}.` +
        // A misspelt name makes the name of a package that does not exist.
        (suggestions.length > 0 ? didYouMean(suggestions) : ` Install it with: npm install ${packageName}`),
      options,
    );
  }
}

/** A pipeline name that the project does not have. */
export class PipelineNotFoundError extends Error {
  override readonly name = 'PipelineNotFoundError';
  readonly code = 'KEDRO_PIPELINE_NOT_FOUND' as const;

  constructor(
    readonly pipeline: string,
    known: readonly string[],
    suggestions: readonly string[],
    folder: string,
  ) {
    super(
      `The project has no pipeline "${pipeline}".${didYouMean(suggestions)} ` +
        (known.length === 0
          ? `It has none at all: add ${join(folder, '<name>', 'index.ts')}.`
          : `It has: ${known.join(', ')}.`),
    );
  }
}
