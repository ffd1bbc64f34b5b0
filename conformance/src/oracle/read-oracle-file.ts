import { readFile } from 'node:fs/promises';
import { OracleFileError } from '../errors.js';
import type { OracleCase } from './oracle-case.js';

/**
 * The cases of a file of recorded questions.
 *
 * @throws OracleFileError when the file cannot be read or has another shape.
 */
export async function readOracleFile(path: string): Promise<readonly OracleCase[]> {
  const content = await parse(path);
  const cases =
    typeof content === 'object' && content !== null && 'cases' in content ? content.cases : undefined;
  if (!Array.isArray(cases)) throw new OracleFileError(path, 'it has no list of "cases".');
  for (const [index, item] of cases.entries()) {
    if (!isCase(item)) throw new OracleFileError(path, `its case ${index} lacks "id", "in" or "expect".`);
  }
  return cases as readonly OracleCase[];
}

async function parse(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (cause) {
    throw new OracleFileError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function isCase(item: unknown): item is OracleCase {
  if (typeof item !== 'object' || item === null || !('in' in item) || !('expect' in item)) return false;
  return 'id' in item && typeof item.id === 'string';
}
