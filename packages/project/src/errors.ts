import { isBuiltin } from 'node:module';
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

/** catalog.yml names a module that the config does not allow it to name. */
export class DatasetModuleNotAllowedError extends Error {
  override readonly name = 'DatasetModuleNotAllowedError';
  readonly code = 'KEDRO_DATASET_MODULE_NOT_ALLOWED' as const;

  constructor(
    readonly module: string,
    suggestions: readonly string[],
    readonly configFile: string,
  ) {
    super(
      isBuiltin(module)
        ? `"${module}" is a module of Node itself, which has no dataset classes. Name a module of your own, or a package.`
        : `"${module}" is not among the modules from which catalog.yml may take classes, because importing one runs its ` +
            `code.${didYouMean(suggestions)} To allow it, add it to "datasetModules" in ${configFile}: ` +
            `datasetModules: [${JSON.stringify(module)}].`,
    );
  }
}

/** One parameter that is not what the schema of the config asks for. */
export interface ParameterIssue {
  /** Dotted path, such as `model.layers.0.size`; empty for the parameters as a whole. */
  readonly path: string;
  /** What the schema says of it. */
  readonly message: string;
  /** Where it is written, such as `base/parameters.yml:3` or `--params`; of what is missing, where that would belong. */
  readonly origin: string | undefined;
}

/** The parameters are not what `parametersSchema` asks for. */
export class ParametersInvalidError extends Error {
  override readonly name = 'ParametersInvalidError';
  readonly code = 'KEDRO_PARAMETERS_INVALID' as const;

  constructor(
    /** All of them, in the order of the schema. */
    readonly issues: readonly ParameterIssue[],
    readonly configFile: string,
  ) {
    super(
      [
        `The parameters do not fit parametersSchema of ${configFile}:`,
        ...issues.map(
          ({ path, message, origin }) =>
            `  ${path || 'parameters'}: ${message}${origin === undefined ? '' : ` (${origin})`}`,
        ),
      ].join('\n'),
    );
  }
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
      known.length === 0
        ? `The project has no pipelines, so there is no "${pipeline}". Add ${join(folder, '<name>', 'index.ts')}.`
        : `The project has no pipeline "${pipeline}".${didYouMean(suggestions)} It has: ${known.join(', ')}.`,
    );
  }
}

/** A line of the journal of a run that cannot be read. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code = 'KEDRO_JOURNAL' as const;

  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}:${line} cannot be read as a line of a journal: ${problem}`, options);
  }
}

/** A run of which there is no journal. */
export class RunNotFoundError extends Error {
  override readonly name = 'RunNotFoundError';
  readonly code = 'KEDRO_RUN_NOT_FOUND' as const;

  constructor(
    readonly runId: string,
    suggestions: readonly string[],
    folder: string,
  ) {
    super(
      `There is no journal of a run "${runId}" in ${folder}.${didYouMean(suggestions)} "kedro runs list" shows those there are.`,
    );
  }
}

/** There is no run to resume, or the one that was named cannot be. */
export class NothingToResumeError extends Error {
  override readonly name = 'NothingToResumeError';
  readonly code = 'KEDRO_NOTHING_TO_RESUME' as const;

  constructor(
    reason: string,
    /** The run that was named. */
    readonly runId?: string,
  ) {
    super(`There is nothing to resume: ${reason}`);
  }
}

/** The run to resume was given secrets, which are not kept and have to be given again. */
export class WithheldOptionsError extends Error {
  override readonly name = 'WithheldOptionsError';
  readonly code = 'KEDRO_WITHHELD_OPTIONS' as const;

  constructor(
    readonly runId: string,
    /** Dotted paths, such as `runtimeParams.password`. */
    readonly options: readonly string[],
  ) {
    super(
      `The run ${runId} was given ${options.join(', ')}, which is not kept because it is secret. To resume, give it again.`,
    );
  }
}
