/**
 * A plugin threw in a hook, or where it is set up (`apply`), spoken to (`onReport`) or put away (`dispose`); `cause` is
 * what it threw.
 */
export class HookError extends Error {
  override readonly name = 'HookError';
  readonly code = 'KEDRO_HOOK_ERROR' as const;

  constructor(
    readonly hook: string,
    readonly plugin: string,
    cause: unknown,
  ) {
    super(`Plugin "${plugin}" failed in ${hook}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
