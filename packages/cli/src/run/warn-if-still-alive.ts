/**
 * Says what keeps the process alive if it has not ended some seconds from now.
 *
 * A run that is over ends its process by itself, so that everything printed arrives; a connection or timer that user code
 * left open prevents it.
 */
export function warnIfStillAlive(
  warn: (text: string) => void = (text) => process.stderr.write(`${text}\n`),
  delay = 5000,
): void {
  setTimeout(() => {
    const kinds = new Set(process.getActiveResourcesInfo().filter((kind) => !STANDARD_STREAMS.test(kind)));
    const what = kinds.size === 0 ? '' : ` (${[...kinds].join(', ')})`;
    warn(
      `The run is over, but something that the project left open keeps the process alive${what}. ` +
        "Close it, for example in a plugin's dispose(); Ctrl-C ends the process.",
    );
  }, delay).unref();
}

const STANDARD_STREAMS = /^(?:TTYWrap|PipeWrap|FSReqCallback)$/;
