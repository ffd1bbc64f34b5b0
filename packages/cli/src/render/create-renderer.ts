import { JsonRenderer } from './json-renderer.js';
import { LineRenderer } from './line-renderer.js';
import { ProgressRenderer } from './progress-renderer.js';
import { QuietRenderer } from './quiet-renderer.js';
import type { Renderer, RenderOptions } from './renderer.js';

/** What decides which renderer it is. */
export interface CreateRendererOptions extends RenderOptions {
  readonly format: 'text' | 'json';
  /** Show only failures. */
  readonly quiet: boolean;
}

/** Chooses how a run is shown: a live display needs a terminal that somebody looks at. */
export function createRenderer(options: CreateRendererOptions): Renderer {
  const { format, quiet, env, streams } = options;
  if (format === 'json') return new JsonRenderer(options);
  if (quiet) return new QuietRenderer(options);
  const isLive = streams.stdout.isTTY === true && env.TERM !== 'dumb' && !isSet(env.CI);
  return isLive ? new ProgressRenderer(options) : new LineRenderer(options);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}
