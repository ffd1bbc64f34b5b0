import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFileAtomically } from './write-file-atomically.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedro-io-'));
  path = join(folder, 'file.txt');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes text and bytes, replaces what was there, and leaves nothing else', async () => {
  await writeFileAtomically(path, 'old');
  await writeFileAtomically(path, new Uint8Array([110, 101, 119]));
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['file.txt']);
});

it('makes the folders of the file', async () => {
  const deep = join(folder, 'a', 'b', 'file.txt');
  await writeFileAtomically(deep, 'x');
  expect(await readFile(deep, 'utf8')).toBe('x');
});

it('lets a function write, to another file in the same folder', async () => {
  await writeFileAtomically(path, 'old');
  await writeFileAtomically(path, async (temporary) => {
    expect(dirname(temporary)).toBe(folder);
    await writeFile(temporary, 'half');
    expect(await readFile(path, 'utf8')).toBe('old');
    await writeFile(temporary, 'whole');
  });
  expect(await readFile(path, 'utf8')).toBe('whole');
});

it('keeps the old content, and no temporary file, when writing fails half-way', async () => {
  await writeFileAtomically(path, 'old');
  const failure = new Error('disk full');
  const writing = writeFileAtomically(path, async (temporary) => {
    await writeFile(temporary, 'half');
    throw failure;
  });
  await expect(writing).rejects.toBe(failure);
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file.txt']);
});

it('leaves no temporary file when the new content cannot take the place of what is there', async () => {
  await mkdir(join(path, 'full'), { recursive: true });
  await expect(writeFileAtomically(path, 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file.txt']);
});

it('writes a file whose name is as long as names can be', async () => {
  const long = join(folder, 'x'.repeat(255));
  await writeFileAtomically(long, 'x');
  expect(await readFile(long, 'utf8')).toBe('x');
});

it('leaves one whole content of many when many write at once', async () => {
  const contents = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(50_000));
  await Promise.all(contents.map((content) => writeFileAtomically(path, content)));
  expect(contents).toContain(await readFile(path, 'utf8'));
  expect(await readdir(folder)).toEqual(['file.txt']);
});
