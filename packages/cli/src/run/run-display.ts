import type { Dataset } from '@kedro-ts/io';
import { encodeError, type RunEvent, type RunResult } from '@kedro-ts/runner';
import type { RunCommandOptions } from '../options/run-command-options.js';
import { createRenderer } from '../render/create-renderer.js';
import { dataLines } from '../render/data-lines.js';
import { formatError, indent } from '../render/format-error.js';
import { outputLines } from '../render/output-lines.js';
import { createPaint } from '../render/paint.js';
import type { TextStream } from '../render/renderer.js';
import { captureOutput } from './capture-output.js';
import { resumeCommand } from './resume-command.js';

/** What the user sees of a run, from before the project is loaded until nothing more can be printed. */
export interface RunDisplay {
  /** Shows an event. */
  event(event: RunEvent): void;
  /** Says something that is no event, on stderr. */
  note(text: string): void;
  /** Shows an error that is nobody's: the run has not ended by it. */
  strayError(error: unknown): void;
  /** Shows where the outputs are, and on request what was copied on its way between workers. */
  outputs(outputs: Readonly<Record<string, Dataset>>, data: RunResult['data']): void;
  /** Shows an error, unless the run has shown it already. */
  error(error: unknown): void;
  /** Gives stdout and stderr back; calling it again does nothing. */
  close(): void;
}

/** Opens the display that the options ask for; `args` is what the user typed after `kedro`. */
export function openRunDisplay(
  runId: string,
  options: RunCommandOptions,
  args: readonly string[],
): RunDisplay {
  const { env } = process;
  const cwd = process.cwd();
  const verbose = options.verbose === true;
  const quiet = options.quiet === true;
  const isText = options.logFormat === 'text';
  const running = new Set<string>();
  let failureShown = false;

  const capture = captureOutput({ runId, onLine: (line) => renderer.event(line) });
  const { streams } = capture;
  const renderer = createRenderer({
    streams,
    format: options.logFormat,
    quiet,
    verbose,
    env,
    cwd,
    resumeCommand: (fromNodes) => resumeCommand(fromNodes, { args, env }),
  });
  const writeLines = (stream: TextStream, lines: readonly string[]): void => {
    stream.write(lines.map((line) => `${line}\n`).join(''));
  };
  const errorLines = (error: unknown): string[] =>
    formatError(encodeError(error), { paint: createPaint(streams.stderr, env), verbose, cwd });
  const close = (): void => {
    process.off('exit', closeAtExit);
    capture.stop();
    renderer.close();
  };
  // The process can end in the middle of a run: then what is held back is shown, and the reason guessed.
  const closeAtExit = (exitCode: number): void => {
    close();
    if (exitCode > 128) return;
    process.exitCode = 1;
    const during =
      running.size === 0 ? '' : `, while ${[...running].map((node) => `"${node}"`).join(', ')} ran`;
    const reason = 'Either something called process.exit(), or something is awaited that can no longer come.';
    writeLines(streams.stderr, [`The process ended in the middle of the run${during}. ${reason}`]);
  };
  process.on('exit', closeAtExit);

  return {
    event(event) {
      capture.observe(event);
      if (event.type === 'node-started') running.add(event.node);
      else if (ENDS.has(event.type)) running.delete((event as { readonly node: string }).node);
      else if (event.type === 'run-failed') failureShown = true;
      renderer.event(event);
    },
    note(text) {
      renderer.event({ runId, time: Date.now(), type: 'line-printed', stream: 'stderr', text });
    },
    strayError(error) {
      this.note('Something failed that nothing waits for:');
      for (const line of indent(errorLines(error))) this.note(line);
    },
    outputs(outputs, data) {
      if (!isText || quiet) return;
      const paint = createPaint(streams.stdout, env);
      writeLines(streams.stdout, outputLines(outputs, { paint, cwd }));
      if (verbose) writeLines(streams.stdout, dataLines(data, { paint }));
    },
    error(error) {
      if (failureShown) return;
      renderer.close();
      writeLines(streams.stderr, errorLines(error));
    },
    close,
  };
}

/** After these, a node does not run any more. */
const ENDS: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'node-finished',
  'node-failed',
  'node-retried',
  'node-skipped',
]);
