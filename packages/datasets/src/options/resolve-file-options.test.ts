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

  it('keeps the version, which may be empty', () => {
    expect(resolveFileOptions({ filepath: 'a', version: { load: 'v1' } }).version).toEqual({ load: 'v1' });
    expect(resolveFileOptions({ filepath: 'a', version: {} }).version).toEqual({});
    expect(resolveFileOptions({ filepath: 'a' }).version).toBeUndefined();
  });

  it.each(['v1', true, ['v1']])('refuses %j as a version', (version) => {
    expect(() => resolveFileOptions({ filepath: 'a', version })).toThrow(/write "versioned: true"/);
  });

  it('refuses what is for remote files, without telling it', () => {
    expect(() => resolveFileOptions({ filepath: 'a', credentials: { key: 'secret' } })).toThrow(
      /^"credentials" is for remote file systems, and this dataset reads local files; leave it out$/,
    );
    expect(() => resolveFileOptions({ filepath: 'a', fsArgs: 'x' })).toThrow(/"fs_args"/);
    expect(resolveFileOptions({ filepath: 'a', fsArgs: {}, credentials: null })).toMatchObject({
      metadata: undefined,
    });
  });
});
