import type { KedroHooks, Plugin, ReplacedInputs } from '@kedro-ts/hooks';
import type { Node } from '@kedro-ts/pipeline';
import { UnknownSpecError } from '../errors.js';
import type { RunRow } from './recording-catalog.js';
import { snapshot } from './snapshot.js';

/** A plugin as described in a case: what it does in one hook at one node. */
export interface PluginSpec {
  /** Default: `before_node_run`. */
  readonly hook?: string;
  readonly node: string;
  readonly return?: unknown;
  readonly raise?: string;
  readonly mutate_inputs?: Readonly<Record<string, unknown>>;
}

/** Stands at the place of an error in a row; the error itself is compared by other means. */
export interface ErrorRow {
  readonly thrown: unknown;
}

/**
 * The plugins of a case, in order of registration: Kedro calls the last registered first, we the first registered first, so
 * this is Kedro's order reversed. The recorder was registered first in Kedro, and is last here.
 */
export function makePlugins(specs: readonly PluginSpec[], rows: RunRow[]): Plugin[] {
  return [...specs.map((spec, index) => makePlugin(spec, index, rows)).reverse(), makeRecorder(rows)];
}

function makeRecorder(rows: RunRow[]): Plugin {
  const record = (...row: readonly unknown[]): void => void rows.push(row.map(snapshot));
  return {
    name: 'recorder',
    apply(hooks) {
      hooks.beforeDatasetLoaded.tap('recorder', ({ dataset, node }) =>
        record('before_dataset_loaded', dataset, node.name),
      );
      hooks.afterDatasetLoaded.tap('recorder', ({ dataset, data, node }) =>
        record('after_dataset_loaded', dataset, data, node.name),
      );
      hooks.beforeNodeRun.tap('recorder', ({ node, inputs }) => record('before_node_run', node.name, inputs));
      hooks.afterNodeRun.tap('recorder', ({ node, inputs, outputs }) =>
        record('after_node_run', node.name, inputs, outputs),
      );
      hooks.onNodeError.tap('recorder', ({ error, node, inputs }) => {
        const row: ErrorRow = { thrown: error };
        rows.push(['on_node_error', row, node.name, snapshot(inputs)]);
      });
      hooks.beforeDatasetSaved.tap('recorder', ({ dataset, data, node }) =>
        record('before_dataset_saved', dataset, data, node.name),
      );
      hooks.afterDatasetSaved.tap('recorder', ({ dataset, data, node }) =>
        record('after_dataset_saved', dataset, data, node.name),
      );
    },
  };
}

function makePlugin(spec: PluginSpec, index: number, rows: RunRow[]): Plugin {
  const { hook = 'before_node_run' } = spec;
  const name = `plugin ${index}`;
  const act = (payload: { readonly node: Node; readonly inputs?: object }): unknown => {
    if (payload.node.name !== spec.node) return undefined;
    rows.push(['plugin', index, hook, payload.node.name]);
    if (spec.mutate_inputs !== undefined) Object.assign(payload.inputs ?? {}, spec.mutate_inputs);
    if (spec.raise !== undefined) throw new Error(spec.raise);
    return spec.return;
  };
  return {
    name,
    apply(hooks) {
      if (hook === 'before_node_run')
        hooks.beforeNodeRun.tap(name, (payload) => act(payload) as ReplacedInputs);
      else hookPoint(hooks, hook).tap(name, (payload) => void act(payload));
    },
  };
}

interface NodeHookPoint {
  tap(name: string, tap: (payload: { readonly node: Node }) => void): void;
}

function hookPoint(hooks: KedroHooks, hook: string): NodeHookPoint {
  switch (hook) {
    case 'after_node_run':
      return hooks.afterNodeRun;
    case 'on_node_error':
      return hooks.onNodeError;
    case 'before_dataset_loaded':
      return hooks.beforeDatasetLoaded;
    case 'after_dataset_loaded':
      return hooks.afterDatasetLoaded;
    case 'before_dataset_saved':
      return hooks.beforeDatasetSaved;
    case 'after_dataset_saved':
      return hooks.afterDatasetSaved;
  }
  throw new UnknownSpecError(`plugins in the hook "${hook}"`);
}
