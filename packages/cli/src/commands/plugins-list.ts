import { relative } from 'node:path';
import { Session } from '@kedro-ts/project';
import { pluginsOptions } from '../options/plugins-option.js';
import type { PluginsListOptions } from '../program.js';
import { columns, type Row } from '../render/columns.js';
import { dumpJson } from '../render/dump.js';
import { createPaint, type Paint } from '../render/paint.js';

type Listed = Awaited<ReturnType<typeof Session.listPlugins>>[number];

/** Prints the plugins of the project in the order in which they are called, the disabled ones last. */
export async function pluginsList(options: PluginsListOptions): Promise<number> {
  const plugins = await Session.listPlugins({ cwd: process.cwd(), ...pluginsOptions(options) });
  if (options.format === 'json') {
    process.stdout.write(dumpJson(plugins.map(toJson)));
    return 0;
  }
  if (plugins.length === 0) {
    process.stderr.write(`${NO_PLUGINS}\n`);
    return 0;
  }
  const paint = createPaint(process.stdout, process.env);
  const head = ['', 'plugin', 'stage', 'source', 'hooks'];
  const lines = columns([
    head.map((text) => ({ text, paint: paint.faint })),
    ...plugins.map((plugin) => row(plugin, paint)),
  ]);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

const NO_PLUGINS = 'The project has no plugins: "plugins" of kedro.config lists them.';

function row(plugin: Listed, paint: Paint): Row {
  const { name, order, stage, before, isDisabled, hooks = [] } = plugin;
  const taps = hooks.length === 0 ? 'none' : hooks.join(', ');
  return [
    order === undefined ? '-' : String(order),
    isDisabled ? { text: name, paint: paint.faint } : name,
    before === undefined ? String(stage) : `${stage}, before ${before}`,
    { text: sourceOf(plugin), paint: paint.faint },
    isDisabled ? { text: 'disabled', paint: paint.warn } : taps,
  ];
}

function sourceOf({ configFile, position, module }: Listed): string {
  const entry = `${relative(process.cwd(), configFile)} plugins[${position}]`;
  return module === undefined ? entry : `${entry} ${module}`;
}

/** What is not there is null, so that every plugin has the same keys. */
function toJson({ name, order, stage, before, isDisabled, hooks, ...source }: Listed): object {
  const { configFile, position, module } = source;
  return {
    name,
    order: order ?? null,
    stage,
    before: before ?? null,
    source: { configFile, position, module: module ?? null },
    disabled: isDisabled,
    hooks: hooks ?? null,
  };
}
