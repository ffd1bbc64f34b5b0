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

export { openJournals } from './journal/open-journals.js';
export type { Journals } from './journal/open-journals.js';
export type { NodeRecord, NodeStatus, RunRecord, RunStatus } from './journal/read-run.js';
export type {
  JournalLine,
  NodeEvidence,
  NodeFacts,
  NodeStat,
  ProcessIdentity,
  RunRequest,
  RunRequested,
} from './journal/journal-line.js';
export type { ResumePlan } from './resume/plan-resume.js';
export type { RunReason } from './resume/select-nodes-to-run.js';
export { mergeRequests } from './resume/run-request.js';
export { createSecretMask, inlineCredentials, type SecretMask } from './mask-secrets.js';

export {
  DatasetModuleNotAllowedError,
  JournalError,
  NothingToResumeError,
  ParametersInvalidError,
  PipelineNotFoundError,
  ProjectCodeError,
  ProjectConfigError,
  ProjectNotFoundError,
  RunNotFoundError,
  RunnerNotInstalledError,
  WithheldOptionsError,
} from './errors.js';
export type { ParameterIssue } from './errors.js';
