import type { Comparison } from '../compare/comparison.js';
import type { OracleCase } from '../oracle/oracle-case.js';
import { compareCatalog, type CatalogGiven } from './catalog.js';
import { compareResolver, type ResolverGiven } from './catalog-resolver.js';

/** Asks what a catalog's configuration says about names, or does one thing after another with a catalog. */
export async function compareCatalogResolution(comparison: Comparison): Promise<void> {
  const { in: given } = comparison.oracleCase as OracleCase<ResolverGiven | CatalogGiven>;
  if (given.kind === 'resolver') compareResolver(comparison, given);
  else await compareCatalog(comparison, given);
}
