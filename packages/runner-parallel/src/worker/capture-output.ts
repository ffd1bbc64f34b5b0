/** Receives whole lines that were printed. */
export type LineListener = (stream: 'stdout' | 'stderr', text: string) => void;

/**
 * Turns everything that is printed here through process.stdout and process.stderr (so by console too) into whole lines.
 *
 * @returns a function that hands over what has been printed without a line end so far
 */
export function captureOutput(listener: LineListener): () => void {
  const flushes = (['stdout', 'stderr'] as const).map((name) => {
    let rest = '';
    const decoder = new TextDecoder();
    process[name].write = (chunk: string | Uint8Array, ...args: unknown[]) => {
      rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const lines = rest.split(/\r?\n/);
      rest = lines.pop()!;
      for (const line of lines) listener(name, line);
      const callback = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
      callback?.();
      return true;
    };
    return () => {
      if (rest !== '') listener(name, rest);
      rest = '';
    };
  });
  return () => flushes.forEach((flush) => flush());
}
