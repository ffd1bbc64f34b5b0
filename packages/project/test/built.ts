// The built package, under the name by which projects know it.
export { createSession, openConfiguration, openJournals, readParameters } from '@kedro-ts/project';
export type { RunRecord, Session, SessionOptions, SessionRunOptions } from '@kedro-ts/project';
