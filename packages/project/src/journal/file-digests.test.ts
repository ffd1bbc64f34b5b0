import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileDigests, fileStat } from './file-digests.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedro-digests-'));
  file = join(folder, 'data.txt');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function write(text: string, secondsAgo: number): Promise<void> {
  await writeFile(file, text);
  const time = Math.floor(Date.now() / 1000) - secondsAgo;
  await utimes(file, time, time);
}

describe('digests of files', () => {
  it('are those of the content', async () => {
    await write('abc', 60);
    expect(await new FileDigests(folder).digestOf(file)).toBe(sha256('abc'));
    expect(await new FileDigests(folder).digestOf(join(folder, 'none'))).toBeUndefined();
  });

  it('are kept for later processes, which do not read again what looks the same', async () => {
    await write('abc', 60);
    const first = new FileDigests(folder);
    await first.digestOf(file);
    await first.save();
    const kept = JSON.parse(await readFile(join(folder, '.kedro/evidence.json'), 'utf8')) as Record<
      string,
      object
    >;
    expect(kept).toEqual({ 'data.txt': { stat: fileStat(file), digest: sha256('abc') } });
    const told = { 'data.txt': { stat: fileStat(file), digest: 'told' } };
    await writeFile(join(folder, '.kedro/evidence.json'), JSON.stringify(told));
    expect(await new FileDigests(folder).digestOf(file)).toBe('told');
    await write('abcd', 30);
    expect(await new FileDigests(folder).digestOf(file)).toBe(sha256('abcd'));
  });

  it('are not kept of what has only just been written, and may change without a trace', async () => {
    await writeFile(file, 'abc');
    const time = Date.now() / 1000 + 60;
    await utimes(file, time, time);
    const digests = new FileDigests(folder);
    expect(await digests.digestOf(file)).toBe(sha256('abc'));
    await digests.save();
    await expect(readFile(join(folder, '.kedro/evidence.json'), 'utf8')).rejects.toThrow('ENOENT');
  });

  it('are made anew when what was kept is broken', async () => {
    await write('abc', 60);
    const digests = new FileDigests(folder);
    await digests.digestOf(file);
    await digests.save();
    await writeFile(join(folder, '.kedro/evidence.json'), '{ broken');
    expect(await new FileDigests(folder).digestOf(file)).toBe(sha256('abc'));
  });
});
