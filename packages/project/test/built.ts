// The built package, under the name by which projects know it.
export { createSession, openConfiguration, readParameters } from '@kedro-ts/project';
export type { Session, SessionOptions, SessionRunOptions } from '@kedro-ts/project';
