export { main } from './main.js';

// For programs that run pipelines themselves and want to show it in the same way.
export { createRenderer } from './render/create-renderer.js';
export type { CreateRendererOptions } from './render/create-renderer.js';
export type { Renderer, RenderOptions, TextStream, TextStreams } from './render/renderer.js';

// How options are read, for other command lines.
export { commaList } from './options/comma-list.js';
export { loadVersions } from './options/load-versions.js';
export { nodeNameList } from './options/node-name-list.js';

export { ConfigPathError, UsageError } from './errors.js';
