/**
 * Ends the process as soon as everything printed has been handed over.
 *
 * For runs only that were cancelled, or have left nodes to themselves: what these do may go on for ever, and nobody waits for it.
 */
export function exitWhenPrinted(exitCode: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
}
