/** The signs of the progress display. */
export interface Symbols {
  readonly done: string;
  readonly failed: string;
  readonly again: string;
  readonly skipped: string;
  readonly full: string;
  readonly empty: string;
}

/** Signs that the terminal can show: older consoles of Windows and the bare Linux console have few. */
export function chooseSymbols(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Symbols {
  const rich =
    platform === 'win32'
      ? [env.WT_SESSION, env.TERM_PROGRAM, env.ConEmuTask].some((value) => value !== undefined)
      : env.TERM !== 'linux';
  return rich
    ? { done: '✓', failed: '✗', again: '↻', skipped: '○', full: '━', empty: '─' }
    : { done: '+', failed: 'x', again: '!', skipped: '-', full: '#', empty: '.' };
}
