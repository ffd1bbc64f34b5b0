/**
 * Waits until something is done, but no longer than so many milliseconds.
 *
 * @returns whether it was done in time
 */
export async function within(durationMs: number, action: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), durationMs)));
  try {
    return await Promise.race([action().then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}
