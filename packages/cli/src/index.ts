export { main } from './main.js';

// For programs that run pipelines themselves and want to show it in the same way.
export { createRenderer } from './render/create-renderer.js';
export type { CreateRendererOptions } from './render/create-renderer.js';
export type { Renderer, RenderOptions, TextStream, TextStreams } from './render/renderer.js';

export { UsageError } from './errors.js';
