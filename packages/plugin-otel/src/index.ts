export { otel, otel as default } from './otel-plugin.js';
export type { OtelOptions } from './options.js';

export { contextOf, spanOf } from './node-contexts.js';
export type { NodeOfRun } from './node-contexts.js';

export { OtelOptionError, OtelPackageError } from './errors.js';
