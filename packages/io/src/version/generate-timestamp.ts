/**
 * The name of a version made now: UTC in milliseconds, such as `2026-11-22T10.20.30.123Z`. It has no colons, which Windows
 * refuses in names, and sorts by time as text.
 *
 * @param date - Default: now
 */
export function generateTimestamp(date: Date = new Date()): string {
  return date.toISOString().replaceAll(':', '.');
}
