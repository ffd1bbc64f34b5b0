import { isNameList, type DatasetNames } from '../dataset-name.js';
import type { Node } from './node.js';

/** Whether two nodes count as one when pipelines are combined: equal name, inputs and outputs, as declared. */
export function isSameNode(a: Node, b: Node): boolean {
  if (a === b) return true;
  return (
    a.name === b.name && isSameNames(a.inputNames, b.inputNames) && isSameNames(a.outputNames, b.outputNames)
  );
}

function isSameNames(a: DatasetNames, b: DatasetNames): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  if (left.length > 0 && isNameList(a) !== isNameList(b)) return false;
  const right = b as Readonly<Record<string, string>>;
  return left.every(([key, name]) => Object.hasOwn(right, key) && right[key] === name);
}
