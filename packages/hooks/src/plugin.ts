import type { MaybePromise } from '@kedro-ts/io';
import { isPromiseLike } from '@kedro-ts/io';
import { HookError } from './errors.js';
import type { Where } from './hook-payloads.js';
import { createHooks, type KedroHooks } from './kedro-hooks.js';

/**
 * Something that takes part in runs. A plugin is made anew in every process or thread that knows the project, so it need
 * not know where it runs.
 */
export interface Plugin {
  /** How errors and tap lists call it; unique in a project. */
  readonly name: string;
  /** Taps the hooks. */
  apply(hooks: KedroHooks, scope: PluginScope): void;
  /** Lets go of what the plugin holds; called once when its process or thread is done with the project. */
  dispose?(): MaybePromise<void>;
}

/** What a plugin can ask of the place where it is. */
export interface PluginScope {
  readonly where: Where;
  /** The worker's number from 1, undefined in main. */
  readonly workerId: number | undefined;
  /** Sends data (anything structured clone takes) to the plugin of the same name in main; in main, to itself. */
  send(data: unknown): void;
  /** In main: calls the listener with everything that the plugin sends, in the order sent by each worker. */
  onMessage(listener: MessageListener): void;
}

/** What a plugin does with data that its counterparts send. */
export type MessageListener = (data: unknown, from: { readonly workerId: number | undefined }) => void;

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
}

/** Where plugins are applied. Default: main. */
export interface ApplyPluginsOptions {
  readonly where?: Where;
  readonly workerId?: number;
  /** How a message gets to main. Default: this is main. */
  readonly post?: (message: PluginMessage) => void;
}

/**
 * Lets each plugin tap a new set of hooks, in the order given.
 *
 * @throws TypeError for something that is no plugin, or two plugins of one name; HookError when a plugin's `apply` throws.
 */
export function applyPlugins(plugins: Iterable<Plugin> = [], options: ApplyPluginsOptions = {}): PluginHost {
  const { where = 'main', workerId } = options;
  const hooks = createHooks();
  const byName = new Map<string, Plugin>();
  const listeners = new Map<string, MessageListener[]>();
  const receive = ({ plugin, data, workerId }: PluginMessage): void => {
    for (const listener of listeners.get(plugin) ?? []) {
      try {
        listener(data, { workerId });
      } catch (cause) {
        throw new HookError('onMessage', plugin, cause);
      }
    }
  };
  const post = options.post ?? receive;

  for (const plugin of plugins) {
    checkPlugin(plugin, byName);
    byName.set(plugin.name, plugin);
    apply(plugin, hooks, {
      where,
      workerId,
      send: (data) => post({ plugin: plugin.name, data, workerId }),
      onMessage: (listener) => {
        listeners.set(plugin.name, [...(listeners.get(plugin.name) ?? []), listener]);
      },
    });
  }
  let disposed: Promise<void> | undefined;
  return {
    hooks,
    plugins: [...byName.values()],
    receive,
    [Symbol.asyncDispose]: () => (disposed ??= dispose([...byName.values()].reverse())),
  };
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
