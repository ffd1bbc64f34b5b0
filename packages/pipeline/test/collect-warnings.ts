import { setImmediate } from 'node:timers/promises';

/** The process warnings that an action leads to. */
export async function collectWarnings(action: () => unknown): Promise<(Error & { code?: string })[]> {
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on('warning', collect);
  try {
    await action();
    // Warnings are emitted in the next tick.
    await setImmediate();
  } finally {
    process.off('warning', collect);
  }
  return warnings;
}
