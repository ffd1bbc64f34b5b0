import { resolve } from 'node:path';

/** Where configuration is, as the config loader wants it: a URL as it is, a path of a folder or an archive made absolute. */
export function resolveConfSource(folder: string, source: string): string {
  return isUrl(source) ? source : resolve(folder, source);
}

/** A scheme of one letter is a drive of Windows. */
function isUrl(source: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(source);
}
