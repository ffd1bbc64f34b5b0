export { applyPlugins } from './plugin.js';
export type {
  ApplyPluginsOptions,
  Plugin,
  PluginHost,
  PluginMessage,
  PluginScope,
  ReportListener,
} from './plugin.js';

export { createHooks } from './kedro-hooks.js';
export type { KedroHooks } from './kedro-hooks.js';
export { HookPoint } from './hook-point.js';
export type { HookTap, TapOptions } from './hook-point.js';
export { InputsHookPoint } from './inputs-hook-point.js';
export type { ReplacedInputs } from './inputs-hook-point.js';
export { DataHookPoint } from './data-hook-point.js';
export type { ReplacedData } from './data-hook-point.js';
export { SkipHookPoint } from './skip-hook-point.js';
export type { Skip, SkipReason } from './skip-hook-point.js';
export type {
  AfterCatalogCreated,
  AfterContextCreated,
  AfterNodeRun,
  AfterPipelineRun,
  BeforeNodeRun,
  BeforePipelineRun,
  Context,
  DatasetDataPayload,
  DatasetPayload,
  HookPayload,
  NodePayload,
  OnNodeError,
  OnPipelineError,
  PipelinePayload,
  SkipNode,
  Where,
} from './hook-payloads.js';

export { HookError } from './errors.js';
