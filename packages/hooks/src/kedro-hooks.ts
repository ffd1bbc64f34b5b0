import { DataHookPoint } from './data-hook-point.js';
import { HookPoint } from './hook-point.js';
import { InputsHookPoint } from './inputs-hook-point.js';
import { SkipHookPoint } from './skip-hook-point.js';
import type {
  AfterCatalogCreated,
  AfterContextCreated,
  AfterNodeRun,
  AfterPipelineRun,
  BeforePipelineRun,
  DatasetDataPayload,
  DatasetPayload,
  OnNodeError,
  OnPipelineError,
} from './hook-payloads.js';

/**
 * The hook points of a run. Taps are called in the order of registration (the first plugin first), unless `stage` or
 * `before` says otherwise. Every hook fires under every runner: context and catalog hooks in main and once in each worker,
 * node and dataset hooks where the node runs, pipeline hooks in main.
 *
 * Around a node, in this order: `skipNode`; for each input `beforeDatasetLoaded` and `afterDatasetLoaded`; `beforeNodeRun`; then
 * `onNodeError`, or `afterNodeRun` and for each output `beforeDatasetSaved` and `afterDatasetSaved`. A node that is tried again
 * goes through all of them again, but for `skipNode`.
 */
export interface KedroHooks {
  readonly afterContextCreated: HookPoint<AfterContextCreated>;
  readonly afterCatalogCreated: HookPoint<AfterCatalogCreated>;
  readonly beforePipelineRun: HookPoint<BeforePipelineRun>;
  readonly afterPipelineRun: HookPoint<AfterPipelineRun>;
  readonly onPipelineError: HookPoint<OnPipelineError>;
  readonly skipNode: SkipHookPoint;
  readonly beforeNodeRun: InputsHookPoint;
  readonly afterNodeRun: HookPoint<AfterNodeRun>;
  readonly onNodeError: HookPoint<OnNodeError>;
  readonly beforeDatasetLoaded: HookPoint<DatasetPayload>;
  readonly afterDatasetLoaded: DataHookPoint;
  readonly beforeDatasetSaved: DataHookPoint;
  readonly afterDatasetSaved: HookPoint<DatasetDataPayload>;
}

/** Hook points that nobody has tapped. */
export function createHooks(): KedroHooks {
  return {
    afterContextCreated: new HookPoint('afterContextCreated'),
    afterCatalogCreated: new HookPoint('afterCatalogCreated'),
    beforePipelineRun: new HookPoint('beforePipelineRun'),
    afterPipelineRun: new HookPoint('afterPipelineRun'),
    onPipelineError: new HookPoint('onPipelineError'),
    skipNode: new SkipHookPoint('skipNode'),
    beforeNodeRun: new InputsHookPoint('beforeNodeRun'),
    afterNodeRun: new HookPoint('afterNodeRun'),
    onNodeError: new HookPoint('onNodeError'),
    beforeDatasetLoaded: new HookPoint('beforeDatasetLoaded'),
    afterDatasetLoaded: new DataHookPoint('afterDatasetLoaded'),
    beforeDatasetSaved: new DataHookPoint('beforeDatasetSaved'),
    afterDatasetSaved: new HookPoint('afterDatasetSaved'),
  };
}
