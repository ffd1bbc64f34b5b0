/** How long what was cancelled may take to tidy up, in milliseconds. */
export const GRACE_MS = 3000;

/** Waits until the promise is settled, but not longer than {@link GRACE_MS}. */
export async function withinGrace(promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, GRACE_MS)));
  await Promise.race([promise.catch(() => {}), over]);
  clearTimeout(timer);
}
