import type { MaybePromise } from '@kedro-ts/io';
import { isPromiseLike } from '@kedro-ts/io';
import { HookError } from './errors.js';
import type { Where } from './hook-payloads.js';
import { createHooks, type KedroHooks } from './kedro-hooks.js';
import { orderPlugins } from './order-plugins.js';

/**
 * Something that takes part in runs. A plugin is made anew in every process or thread that knows the project, so it need
 * not know where it runs.
 */
export interface Plugin {
  /** How errors and tap lists call it; unique in a project. */
  readonly name: string;
  /** Where it stands among the plugins, which are applied, and so called, in order: lower stages come first. Default: 0. */
  readonly stage?: number;
  /**
   * The plugin right before which it comes, whether that is listed earlier or later, and whatever the stages. It need not be
   * there. Default: none.
   */
  readonly before?: string;
  /** Taps the hooks. */
  apply(hooks: KedroHooks, scope: PluginScope): void;
  /**
   * Plain data (what structured clone takes) for its counterparts in workers, such as a trace to continue. Called in main before
   * the workers of a run are started, after `beforePipelineRun`. Default: none.
   */
  forWorkers?(): unknown;
  /** Lets go of what the plugin holds; called once when its process or thread is done with the project. */
  dispose?(): MaybePromise<void>;
}

/** What a plugin can ask of the place where it is. */
export interface PluginScope {
  readonly where: Where;
  /** The worker's number from 1, undefined in main. */
  readonly workerId: number | undefined;
  /** In a worker: what the plugin of the same name in main gave by `forWorkers`. Otherwise undefined. */
  readonly fromMain: unknown;
  /** Reports data (anything structured clone takes) to the plugin of the same name in main; in main, to itself. */
  report(data: unknown): void;
  /** In main: calls the listener with everything that the plugin reports, in the order of each worker. */
  onReport(listener: ReportListener): void;
}

/** What a plugin does with data that its counterparts report. */
export type ReportListener = (data: unknown, from: { readonly workerId: number | undefined }) => void;

/** Data on its way from a plugin to its counterpart in main. */
export interface PluginMessage {
  readonly plugin: string;
  readonly data: unknown;
  readonly workerId: number | undefined;
}

/** The plugins of one process or thread, and the hooks that they have tapped. */
export interface PluginHost extends AsyncDisposable {
  readonly hooks: KedroHooks;
  readonly plugins: readonly Plugin[];
  /** Hands a message from a worker to the plugin it is for. */
  receive(message: PluginMessage): void;
  /** What the plugins have for their counterparts in workers, by name. */
  forWorkers(): Readonly<Record<string, unknown>>;
}

/** Where plugins are applied. Default: main. */
export interface ApplyPluginsOptions {
  readonly where?: Where;
  readonly workerId?: number;
  /** How a message gets to main. Default: this is main. */
  readonly post?: (message: PluginMessage) => void;
  /** In a worker: what the plugins in main gave, by name. */
  readonly fromMain?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Lets each plugin tap a new set of hooks, in the order given unless their `stage` or `before` says otherwise.
 *
 * @throws TypeError for something that is no plugin, two plugins of one name, or a circle of `before`; HookError when a plugin's `apply` throws.
 */
export function applyPlugins(plugins: Iterable<Plugin> = [], options: ApplyPluginsOptions = {}): PluginHost {
  const { where = 'main', workerId, fromMain = {} } = options;
  const hooks = createHooks();
  const byName = new Map<string, Plugin>();
  const listeners = new Map<string, ReportListener[]>();
  const receive = ({ plugin, data, workerId }: PluginMessage): void => {
    for (const listener of listeners.get(plugin) ?? []) {
      try {
        listener(data, { workerId });
      } catch (cause) {
        throw new HookError('onReport', plugin, cause);
      }
    }
  };
  const post = options.post ?? receive;

  for (const plugin of orderPlugins(checked(plugins))) {
    byName.set(plugin.name, plugin);
    apply(plugin, hooks, {
      where,
      workerId,
      fromMain: Object.hasOwn(fromMain, plugin.name) ? fromMain[plugin.name] : undefined,
      report: (data) => post({ plugin: plugin.name, data, workerId }),
      onReport: (listener) => {
        listeners.set(plugin.name, [...(listeners.get(plugin.name) ?? []), listener]);
      },
    });
  }
  let disposed: Promise<void> | undefined;
  return {
    hooks,
    plugins: [...byName.values()],
    receive,
    forWorkers: () => dataForWorkers(byName.values()),
    [Symbol.asyncDispose]: () => (disposed ??= dispose([...byName.values()].reverse())),
  };
}

function checked(plugins: Iterable<Plugin>): Plugin[] {
  const byName = new Map<string, Plugin>();
  for (const plugin of plugins) {
    checkPlugin(plugin, byName);
    byName.set(plugin.name, plugin);
  }
  return [...byName.values()];
}

function dataForWorkers(plugins: Iterable<Plugin>): Record<string, unknown> {
  const data: [string, unknown][] = [];
  for (const plugin of plugins) {
    try {
      const given = plugin.forWorkers?.();
      // A copy, so that whoever gives what cannot be copied is named, and not whoever sends it.
      if (given !== undefined) data.push([plugin.name, structuredClone(given)]);
    } catch (cause) {
      throw new HookError('forWorkers', plugin.name, cause);
    }
  }
  return Object.fromEntries(data);
}

/** Nothing waits for a promise here, so a plugin that gave one would tap too late. */
function apply(plugin: Plugin, hooks: KedroHooks, scope: PluginScope): void {
  try {
    if (isPromiseLike(plugin.apply(hooks, scope)))
      throw new TypeError(
        'apply() must not be asynchronous; do what takes time in a tap of afterContextCreated',
      );
  } catch (cause) {
    throw new HookError('apply', plugin.name, cause);
  }
}

/** Each plugin is disposed of, whether or not another one fails. */
async function dispose(plugins: readonly Plugin[]): Promise<void> {
  const errors: HookError[] = [];
  for (const plugin of plugins) {
    try {
      await plugin.dispose?.();
    } catch (cause) {
      errors.push(new HookError('dispose', plugin.name, cause));
    }
  }
  if (errors.length > 1) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  if (errors.length === 1) throw errors[0]!;
}

function checkPlugin(plugin: unknown, known: ReadonlyMap<string, Plugin>): void {
  const { name, apply } = (plugin ?? {}) as Partial<Plugin>;
  // Functions have a name and an apply() too.
  if (typeof plugin !== 'object' || typeof name !== 'string' || name === '' || typeof apply !== 'function') {
    const hint = typeof plugin === 'function' ? ` Was ${name || 'a function'} meant to be called?` : '';
    throw new TypeError(`A plugin is an object with a name and a function apply(hooks).${hint}`);
  }
  if (known.has(name))
    throw new TypeError(`Two plugins are called "${name}": give each a name of its own, or list it once.`);
}
