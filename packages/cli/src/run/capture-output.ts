import { StringDecoder } from 'node:string_decoder';
import type { LinePrinted, RunEvent } from '@kedro-ts/runner';
import type { TextStream, TextStreams } from '../render/renderer.js';

/** What {@link captureOutput} needs. */
export interface CaptureOptions {
  readonly runId: string;
  /** Is told of every whole line, in the order of writing. */
  readonly onLine: (line: LinePrinted) => void;
  /** What is captured. Default: `process`. */
  readonly process?: Pick<NodeJS.Process, 'stdout' | 'stderr'>;
}

/** A capture under way. */
export interface OutputCapture {
  /** The real streams, for whoever shows the lines. */
  readonly streams: TextStreams;
  /** Notes which nodes run in this process, so that lines can be told to be theirs; comes before the event is shown. */
  observe(event: RunEvent): void;
  /** Hands over lines that were not ended, and gives the streams back. */
  stop(): void;
}

/**
 * Turns what is written to stdout and stderr of this process (by `console` too) into whole lines.
 *
 * A line belongs to a node when that is the only one that runs in this process.
 */
export function captureOutput(options: CaptureOptions): OutputCapture {
  const { runId, onLine } = options;
  const { stdout, stderr } = options.process ?? process;
  const running = new Set<string>();
  const emit = (stream: LinePrinted['stream'], text: string): void => {
    const [node] = running.size === 1 ? running : [];
    onLine({
      type: 'line-printed',
      runId,
      time: Date.now(),
      stream,
      text,
      ...(node !== undefined && { node }),
    });
  };
  const captures = [
    captureStream(stdout, (text) => emit('stdout', text)),
    captureStream(stderr, (text) => emit('stderr', text)),
  ] as const;
  return {
    streams: { stdout: captures[0].original, stderr: captures[1].original },
    observe(event) {
      if (event.type === 'node-started' && event.workerId === undefined) running.add(event.node);
      else if (event.type === 'node-finished' || event.type === 'node-failed') {
        for (const capture of captures) capture.endLine();
        running.delete(event.node);
      }
    },
    stop() {
      for (const capture of captures) capture.stop();
    },
  };
}

interface StreamCapture {
  readonly original: TextStream;
  endLine(): void;
  stop(): void;
}

type Callback = (error?: Error | null) => void;

function captureStream(stream: NodeJS.WriteStream, onLine: (text: string) => void): StreamCapture {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the stream, and put back as it was
  const write = stream.write;
  const decoder = new StringDecoder('utf8');
  let unended = '';
  let stopped = false;
  const endLine = (): void => {
    if (unended === '') return;
    const line = unended;
    unended = '';
    onLine(line);
  };
  const capture = (
    chunk: string | Uint8Array,
    encodingOrCallback?: BufferEncoding | Callback,
    callback?: Callback,
  ): boolean => {
    const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
    const encoding = typeof encodingOrCallback === 'string' ? encodingOrCallback : undefined;
    // Somebody who wrapped this function keeps it after the end of the capture.
    if (stopped) return write.call(stream, chunk as string, encoding, done);
    const lines = (unended + decode(decoder, chunk, encoding)).split('\n');
    unended = lines.pop()!;
    for (const line of lines) onLine(line);
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  stream.write = capture;
  return {
    original: {
      write: (text) => write.call(stream, text),
      get isTTY() {
        return stream.isTTY;
      },
      get columns() {
        return stream.columns;
      },
    },
    endLine,
    stop() {
      if (stopped) return;
      endLine();
      stopped = true;
      if (stream.write === capture) stream.write = write;
    },
  };
}

function decode(decoder: StringDecoder, chunk: string | Uint8Array, encoding?: BufferEncoding): string {
  if (typeof chunk !== 'string')
    return decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  return encoding === undefined || encoding === 'utf8' || encoding === 'utf-8'
    ? chunk
    : decoder.write(Buffer.from(chunk, encoding));
}
