export { applyPlugins } from './plugin.js';
export type {
  ApplyPluginsOptions,
  MessageListener,
  Plugin,
  PluginHost,
  PluginMessage,
  PluginScope,
} from './plugin.js';

export { createHooks } from './kedro-hooks.js';
export type { KedroHooks } from './kedro-hooks.js';
export { HookPoint } from './hook-point.js';
export type { HookTap, TapOptions } from './hook-point.js';
export { InputsHookPoint } from './inputs-hook-point.js';
export type { ReplacedInputs } from './inputs-hook-point.js';
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
  Where,
} from './hook-payloads.js';

export { HookError } from './errors.js';
