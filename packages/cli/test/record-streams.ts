import type { TextStreams } from '../src/render/renderer.js';

/** Streams that keep what was written, in order. */
export interface RecordedStreams extends TextStreams {
  /** Everything written to stdout. */
  readonly out: string;
  /** Everything written to stderr. */
  readonly err: string;
  /** Both, as one terminal would show them. */
  readonly all: string;
}

export function recordStreams(kind: { isTTY?: boolean; columns?: number } = {}): RecordedStreams {
  const writes: { stream: 'stdout' | 'stderr'; text: string }[] = [];
  const stream = (name: 'stdout' | 'stderr') => ({
    ...kind,
    write: (text: string) => writes.push({ stream: name, text }),
  });
  const textOf = (name?: string): string =>
    writes
      .filter((write) => name === undefined || write.stream === name)
      .map(({ text }) => text)
      .join('');
  return {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    get out() {
      return textOf('stdout');
    },
    get err() {
      return textOf('stderr');
    },
    get all() {
      return textOf();
    },
  };
}
