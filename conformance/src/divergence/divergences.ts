/**
 * The rules by which a case may differ because TypeScript is not Python, each a heading of `docs/divergences.md`. Whether
 * one applies is seen from what a case asks, never from its id or tag.
 */
export const divergences = ['call-signatures'] as const;

/** The name of a rule. */
export type DivergenceName = (typeof divergences)[number];
