/** Whether, and by what, a run is asked to stop. */
export interface Interruption {
  /** Aborted by the first signal, or by {@link Interruption.abort}. */
  readonly signal: AbortSignal;
  /** The exit code that goes with the signal: 130 or 143; undefined while there was none. */
  readonly exitCode: number | undefined;
  /** Asks to stop for another reason. */
  abort(reason: unknown): void;
  /** Leaves the signals to Node again. */
  stop(): void;
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Listens for Ctrl-C and SIGTERM. The first one aborts; the second one ends the process at once. */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const listener = (name: keyof typeof EXIT_CODES): void => {
    if (exitCode !== undefined) process.exit(EXIT_CODES[name]);
    exitCode = EXIT_CODES[name];
    onFirst();
    controller.abort(new Error(`The process received ${name}.`));
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    abort: (reason) => controller.abort(reason),
    stop() {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
