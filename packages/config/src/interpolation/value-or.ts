import type { ResolvedValue } from './config-node.js';
import { describeMissing } from './describe-missing.js';
import { ResolverFailure } from './resolver.js';
import { MISSING_MARKER, type Selection } from './selection.js';

/**
 * The value that a selection found, or else a default. As in OmegaConf a marker counts as nothing, and so does a path
 * through a value that has no keys.
 *
 * @throws ResolverFailure when the path is wrong in itself.
 */
export function valueOr(selection: Selection, byDefault: ResolvedValue): ResolvedValue {
  switch (selection.found) {
    case 'value':
      return selection.value === MISSING_MARKER ? byDefault : selection.value;
    case 'no-index':
    case 'no-parent': {
      const { kind, reason } = describeMissing(selection, undefined);
      throw new ResolverFailure(kind, reason);
    }
    default:
      return byDefault;
  }
}
