/** Tells the user about something that is allowed but probably not meant; never prints by itself. */
export function warn(code: `KEDRO_${string}`, message: string): void {
  process.emitWarning(message, { type: 'KedroWarning', code });
}
