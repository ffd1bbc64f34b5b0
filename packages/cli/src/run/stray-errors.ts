/**
 * Catches what would end the process in the middle of a run: exceptions in callbacks, and rejections that nothing awaits.
 *
 * @returns a function that leaves them to Node again
 */
export function catchStrayErrors(onError: (error: unknown) => void): () => void {
  process.on('uncaughtException', onError);
  return () => process.off('uncaughtException', onError);
}
