/** A warning as `process.emitWarning` hands it on. */
export type Warning = Error & { readonly code?: string };

/** What is warned of while something is done. */
export async function warningsOf(action: () => unknown): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const collect = (warning: Warning): void => void warnings.push(warning);
  process.on('warning', collect);
  try {
    await action();
    // Warnings are handed on in the next tick.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', collect);
  }
  return warnings;
}
