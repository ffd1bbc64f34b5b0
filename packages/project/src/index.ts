export { defineConfig } from './kedro-config.js';
export type {
  CreatePipeline,
  DatasetTypeEntry,
  KedroConfig,
  PipelineEntry,
  CreatePipelineOptions,
  PipelineRegistry,
  PluginEntry,
  RunnerEntry,
} from './kedro-config.js';

export { createSession, Session } from './session.js';
export type { SessionOptions, SessionRunOptions } from './session.js';
export type { AskedRunner } from './prepared-runner.js';
export type { ContextOptions, ProjectContext } from './project-context.js';
export { openConfiguration, readOptionalConfig } from './configuration.js';
export type { Configuration, ConfigurationOptions, ProjectConfigLoader } from './configuration.js';
export { readParameters } from './read-parameters.js';
export { describeOrigin } from './describe-origin.js';
export { DEFAULT_PIPELINE } from './pipeline-registry.js';
export type { ProjectPipelines } from './pipeline-registry.js';
export type { Project, ProjectPointer } from './project.js';

export {
  DatasetModuleNotAllowedError,
  ParametersInvalidError,
  PipelineNotFoundError,
  ProjectCodeError,
  ProjectConfigError,
  ProjectNotFoundError,
  RunnerNotInstalledError,
} from './errors.js';
export type { ParameterIssue } from './errors.js';
