/**
 * The rules by which a case may differ because TypeScript is not Python, or because Kedro's answer is one that nobody should
 * depend on; each is a heading of `docs/divergences.md`. Whether one applies is seen from what a case asks, never from its id or
 * tag.
 */
export const divergences = [
  'call-signatures',
  'shared-inputs',
  'large-integers',
  'mapping-or-value',
  'failed-entry-stays',
  'odd-node-lists',
] as const;

/** The name of a rule. */
export type DivergenceName = (typeof divergences)[number];
