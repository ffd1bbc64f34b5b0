import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  InvalidVersionError,
  NotVersionedError,
  VersionAlreadyExistsError,
  VersionNotFoundError,
} from '../errors.js';
import { warningsOf } from '../../test/warnings-of.js';
import type { Version } from './version.js';
import { VersionedPath } from './versioned-path.js';

let folder: string;
let filepath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedro-versions-'));
  filepath = join(folder, 'cars.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (version?: Version): VersionedPath => new VersionedPath(filepath, version);
const save = (version: string | undefined, text: string): Promise<string> =>
  at({ save: version }).save((path) => writeFile(path, text));
const read = async (path: VersionedPath): Promise<string> => readFile(await path.loadPath(), 'utf8');

describe('saving a version', () => {
  it('puts the data into a folder of its own, under the name of the file', async () => {
    expect(await save('v1', 'volvo')).toBe('v1');
    expect(await readFile(join(filepath, 'v1', 'cars.csv'), 'utf8')).toBe('volvo');
    expect(await readdir(filepath)).toEqual(['v1']);
  });

  it('makes a timestamp for each save that is given no version', async () => {
    const path = at();
    const first = await path.save((to) => writeFile(to, 'a'));
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);
    expect(await path.listVersions()).toEqual([first]);
  });

  it('overwrites nothing', async () => {
    await save('v1', 'volvo');
    const error: unknown = await save('v1', 'saab').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VersionAlreadyExistsError);
    expect(error).toMatchObject({ code: 'KEDRO_VERSION_EXISTS', filepath, version: 'v1' });
    expect(await read(at())).toBe('volvo');
    await expect(at({ save: 'v1' }).savePath()).rejects.toThrow(VersionAlreadyExistsError);
    expect(await at({ save: 'v2' }).savePath()).toBe(join(filepath, 'v2', 'cars.csv'));
  });

  it('lets one of two win who save the same version at the same time', async () => {
    const both = rendezvous();
    const results = await Promise.allSettled(
      ['volvo', 'saab'].map((text) =>
        at({ save: 'v1' }).save(async (path) => {
          await writeFile(path, text);
          await both();
        }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(failed.reason).toBeInstanceOf(VersionAlreadyExistsError);
    const winner = results[0]!.status === 'fulfilled' ? 'volvo' : 'saab';
    expect(await read(at())).toBe(winner);
    expect(await readdir(filepath)).toEqual(['v1']);
  });

  it('is not seen before it is whole', async () => {
    await save('v1', 'old');
    await at({ save: 'v2' }).save(async (path) => {
      await writeFile(path, 'half');
      expect(await at().listVersions()).toEqual(['v1']);
      expect(await read(at())).toBe('old');
      expect(await at({ load: 'v2' }).exists()).toBe(false);
      await writeFile(path, 'whole');
    });
    expect(await read(at())).toBe('whole');
  });

  it('leaves nothing when it fails', async () => {
    const fail = async (path: string): Promise<never> => {
      await writeFile(path, 'half');
      throw new Error('disk full');
    };
    await expect(at({ save: 'v1' }).save(fail)).rejects.toThrow('disk full');
    expect(await readdir(folder)).toEqual([]);
    await save('v1', 'old');
    await expect(at({ save: 'v2' }).save(fail)).rejects.toThrow('disk full');
    expect(await readdir(filepath)).toEqual(['v1']);
  });

  it('keeps data that is a folder', async () => {
    await at({ save: 'v1' }).save(async (path) => {
      await mkdir(path);
      await writeFile(join(path, 'part-0'), 'volvo');
    });
    expect(await readdir(await at().loadPath())).toEqual(['part-0']);
  });

  it('uses a folder of the version that has other things in it', async () => {
    await mkdir(join(filepath, 'v1'), { recursive: true });
    await writeFile(join(filepath, 'v1', 'notes.txt'), 'mine');
    expect(await at().exists()).toBe(false);
    await save('v1', 'volvo');
    expect((await readdir(join(filepath, 'v1'))).sort()).toEqual(['cars.csv', 'notes.txt']);
    expect(await readdir(filepath)).toEqual(['v1']);
  });

  it('makes the folders above', async () => {
    const deep = new VersionedPath(join(folder, 'a', 'b', 'cars.csv'), { save: 'v1' });
    await deep.save((path) => writeFile(path, 'volvo'));
    expect(await read(deep)).toBe('volvo');
  });

  it('warns when loading would give another version', async () => {
    const warnings = await warningsOf(async () => {
      await save('v2', 'new');
      await save('v1', 'old');
      await at({ load: 'v2', save: 'v3' }).save((path) => writeFile(path, 'newest'));
      await save('v4', 'fine');
    });
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_VERSION_MISMATCH', 'KEDRO_VERSION_MISMATCH']);
    expect(warnings[0]!.message).toContain(
      'saved as version "v1", but loading it gives version "v2", which sorts',
    );
    expect(warnings[1]!.message).toContain(
      'saved as version "v3", but loading it gives version "v2", which was',
    );
  });
});

describe('loading a version', () => {
  it('takes the newest, or the one that was asked for', async () => {
    await save('2026-01-01T00.00.00.000Z', 'old');
    await save('2026-01-02T00.00.00.000Z', 'new');
    expect(await read(at())).toBe('new');
    expect(await read(at({ load: '2026-01-01T00.00.00.000Z' }))).toBe('old');
    expect(await at().loadVersion()).toBe('2026-01-02T00.00.00.000Z');
    expect(await at().listVersions()).toEqual(['2026-01-02T00.00.00.000Z', '2026-01-01T00.00.00.000Z']);
  });

  it('remembers the newest until it is released or something is saved', async () => {
    await save('v1', 'one');
    const path = at({ save: 'v3' });
    expect(await read(path)).toBe('one');
    await save('v2', 'two');
    expect(await read(path)).toBe('one');
    path.release();
    expect(await read(path)).toBe('two');
    await path.save((to) => writeFile(to, 'three'));
    expect(await read(path)).toBe('three');
  });

  it('passes over folders that are no versions of it', async () => {
    await save('v1', 'one');
    await mkdir(join(filepath, 'v9'));
    await mkdir(join(filepath, '.v8.tmp'));
    await writeFile(join(filepath, '.v8.tmp', 'cars.csv'), 'half');
    await writeFile(join(filepath, 'v7'), 'a file');
    expect(await at().listVersions()).toEqual(['v1']);
    expect(await read(at())).toBe('one');
  });

  it('says when there is none', async () => {
    expect(await at().exists()).toBe(false);
    expect(await at().listVersions()).toEqual([]);
    await expect(at().loadPath()).rejects.toThrow(VersionNotFoundError);
    await expect(at().loadPath()).rejects.toMatchObject({
      code: 'KEDRO_VERSION_NOT_FOUND',
      version: undefined,
    });
    await save('v1', 'one');
    await save('v2', 'two');
    const missing = at({ load: 'v3' });
    expect(await missing.exists()).toBe(false);
    await expect(missing.loadPath()).rejects.toMatchObject({ version: 'v3', versions: ['v2', 'v1'] });
    await expect(missing.loadPath()).rejects.toThrow(/Did you mean "v1" or "v2"\? The newest is "v2"/);
  });

  it('says what to do with a file from before there were versions', async () => {
    await writeFile(filepath, 'old');
    expect(await at().exists()).toBe(false);
    const moveTo = join(filepath, '<version>', 'cars.csv');
    for (const action of [() => at().loadPath(), () => save('v1', 'new')]) {
      await expect(action()).rejects.toThrow(NotVersionedError);
      await expect(action()).rejects.toThrow(moveTo);
    }
    expect(await readFile(filepath, 'utf8')).toBe('old');
  });

  it('says so too when a version is asked for', async () => {
    await writeFile(filepath, 'old');
    await expect(at({ load: 'v1' }).loadPath()).rejects.toThrow(NotVersionedError);
  });
});

it('refuses versions that could leave the folder, when they are given', () => {
  for (const version of ['..', '../up', 'a/b', 'C:x', '']) {
    expect(() => at({ load: version })).toThrow(InvalidVersionError);
    expect(() => at({ save: version })).toThrow(InvalidVersionError);
    expect(() => at().pathOf(version)).toThrow(InvalidVersionError);
  }
});

it('has paths below the folder only', () => {
  expect(dirname(dirname(at().pathOf('v1')))).toBe(filepath);
});

/** Lets two continue when both have come. */
function rendezvous(): () => Promise<void> {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let waiting = 0;
  return () => {
    if (++waiting === 2) open();
    return opened;
  };
}
