import type { InterpolationProblem } from '../errors.js';
import { didYouMean } from '../near-misses.js';
import type { Selection } from './selection.js';

/** Why nothing was found at a path; keys that came from other values (no `path` is given then) are not shown. */
export function describeMissing(
  selection: Exclude<Selection, { found: 'value' }>,
  path: string | undefined,
): { readonly kind: InterpolationProblem; readonly reason: string } {
  const target = path === undefined ? 'what it points to' : `"${path}"`;
  switch (selection.found) {
    case 'marker':
      return {
        kind: 'missing-value',
        reason: `${target}${selection.isAbove ? ' lies in a value that' : ''} is marked as missing (???). Give it a value.`,
      };
    case 'no-parent':
      return {
        kind: 'missing-key',
        reason: `${target} has more dots in front than there are containers around. Take some away.`,
      };
    case 'no-container':
      return {
        kind: 'missing-key',
        reason: `there is no ${target}: a part of its path is neither a mapping nor a list. Correct the path.`,
      };
    case 'no-index':
      return {
        kind: 'missing-key',
        reason: `there is no ${target}: the items of a list have numbers, from 0. Write the number of the item.`,
      };
    case 'nothing':
      return { kind: 'missing-key', reason: describeUnknownKey(selection, path, target) };
  }
}

function describeUnknownKey(
  { key, siblings }: Extract<Selection, { found: 'nothing' }>,
  path: string | undefined,
  target: string,
): string {
  if (path === undefined) return `there is no ${target}. Correct the keys, or what they come from.`;
  const dotted = siblings.find((each) => each.includes('.') && path.endsWith(each));
  if (dotted !== undefined) {
    return `there is no ${target}: the key "${dotted}" holds dots itself and cannot be referred to. Rename it.`;
  }
  const missing = key === path ? '' : `: nothing on the way is called "${key}"`;
  // Every other short name looks like a name of one or two letters.
  const hint = key.length > 2 ? didYouMean(key, siblings) : '';
  return `there is no ${target} in this configuration and environment${missing}.${hint || ' Define it, or correct the path.'}`;
}
