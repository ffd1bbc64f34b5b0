import { isArrowTable } from '../table/arrow.js';
import { isTypedArray } from '../table/table.js';

/**
 * Tells tables by the names of sheets from columns by name. A list is a column unless it holds objects, which no cell can; so a
 * sheet of rows is one, and so is anything but a list.
 */
export function isWorkbook(data: unknown): data is Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || isArrowTable(data)) return false;
  const values = Object.values(data);
  return values.length > 0 && values.every(isSheet) && values.some((value) => !isEmptyList(value));
}

/** An empty list may be either, and is what the others are. */
function isSheet(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isRow);
  return typeof value === 'object' && value !== null && !isTypedArray(value) && !(value instanceof Date);
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
