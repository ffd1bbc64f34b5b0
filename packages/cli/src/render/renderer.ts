import type { RunEvent } from '@kedro-ts/runner';

/** Shows what happens in a run. It only consumes events: nothing of the run depends on it. */
export interface Renderer {
  /** Shows one event. */
  event(event: RunEvent): void;
  /** Shows what is held back and leaves the terminal as it was; calling it again does nothing. */
  close(): void;
}

/** Where text goes: what renderers need of a stream. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** How many characters fit into a line of the terminal. */
  readonly columns?: number;
}

/** The two streams of a process. */
export interface TextStreams {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}

/** What the texts of an event may show, and how. */
export interface RenderOptions {
  readonly streams: TextStreams;
  /** Show datasets, workers, and every line of a stack. */
  readonly verbose: boolean;
  /** The command that resumes a run from these nodes; from its start when there are none. */
  readonly resumeCommand: (fromNodes: readonly string[]) => string;
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder to which paths are shown relative. */
  readonly cwd: string;
}
