import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resolveFileOptions } from './resolve-file-options.js';

describe('the options of a file', () => {
  it('makes the path absolute and keeps the metadata', () => {
    expect(resolveFileOptions({ filepath: 'a/b.txt', metadata: { layer: 'raw' } })).toEqual({
      filepath: resolve('a/b.txt'),
      metadata: { layer: 'raw' },
    });
  });

  it('understands file URLs', () => {
    const path = resolve('a b.txt');
    expect(resolveFileOptions({ filepath: pathToFileURL(path).href }).filepath).toBe(path);
  });

  it.each([undefined, '', 5, null])('refuses %j as a path', (filepath) => {
    expect(() => resolveFileOptions({ filepath })).toThrow(/"filepath" is missing/);
  });

  it('refuses URLs that it cannot read', () => {
    expect(() => resolveFileOptions({ filepath: 's3://bucket/key' })).toThrow(/local files only/);
  });
});
