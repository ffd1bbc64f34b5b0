/**
 * Ends the process as soon as everything printed has been handed over.
 *
 * For cancelled runs only: what a node of it was doing may go on for ever, and nobody waits for it any more.
 */
export function exitWhenPrinted(exitCode: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
}
