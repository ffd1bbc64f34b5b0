import { extname } from 'node:path';

const TYPESCRIPT = new Set(['.ts', '.mts', '.cts', '.tsx']);

/** The endings of modules, in the order in which they are looked for. */
export const CODE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cts', '.cjs'];

/** Whether Node 20 cannot import the file as it is. */
export function isTypeScript(file: string): boolean {
  return TYPESCRIPT.has(extname(file));
}
