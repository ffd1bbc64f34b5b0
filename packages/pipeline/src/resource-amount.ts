/** How much of a resource: a number of pieces (`1`, `0.5`), or a size in bytes as text (`2GB`, `512 MiB`). */
export type ResourceAmount = number | string;

/** Amounts of resources by their names, such as `memory`, `gpu` or `api:openai`. */
export type Resources = Readonly<Record<string, ResourceAmount>>;

/** What is accepted where an amount is asked for, for messages. */
export const AMOUNT_FORMAT = 'a number from 0, or a size such as "500MB", "2GB" or "1.5GiB"';

const BYTES: ReadonlyMap<string | undefined, number> = new Map([
  ['', 1],
  ['b', 1],
  ...['kb', 'mb', 'gb', 'tb'].map((unit, i) => [unit, 1_000 ** (i + 1)] as const),
  ...['kib', 'mib', 'gib', 'tib'].map((unit, i) => [unit, 1_024 ** (i + 1)] as const),
]);

/**
 * An amount as a number; of a size, its bytes: 1 kB is 1,000, 1 KiB is 1,024 (IEC 80000-13). Upper and lower case are the same.
 *
 * @returns undefined for what is no amount
 */
export function parseAmount(amount: unknown): number | undefined {
  if (typeof amount === 'number') return amount >= 0 && Number.isFinite(amount) ? amount : undefined;
  if (typeof amount !== 'string') return undefined;
  const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(amount) ?? [];
  const bytes = BYTES.get(unit?.toLowerCase());
  return bytes === undefined ? undefined : Number(digits) * bytes;
}
