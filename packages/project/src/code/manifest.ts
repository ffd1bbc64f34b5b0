import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** What is kept of a build, to know whether it is still good. */
export interface Manifest {
  readonly builder: string;
  /** Compiled code knows where its source was: a project that has moved is compiled anew. */
  readonly projectPath: string;
  /** Source file of each entry to its compiled file, relative to the cache folder. */
  readonly entries: Readonly<Record<string, string>>;
  /** Everything that was read or looked for, with its time and size. */
  readonly files: Readonly<Record<string, string>>;
  /** The names of the modules in each folder, because a new `a.ts` comes before `a/index.ts`. */
  readonly folders: Readonly<Record<string, string>>;
}

/** Changes whenever the compiler produces other output for the same input. */
const BUILDER = '2';

/** How much later than the file's own time the clock may be: file systems count in ticks. */
const TICK_MS = 20;

/** Settings that have a say in how imports resolve and code compiles, in any folder above a source file. */
const SETTINGS = ['tsconfig.json', 'jsconfig.json', 'package.json'];

/**
 * Notes what a build rests on: its sources, the modules beside them, and the settings of all folders above them.
 *
 * @param startTime - when the build began, in ms since the Unix epoch; what has changed since is noted as outdated
 */
export async function createManifest(
  projectPath: string,
  entries: Manifest['entries'],
  inputs: readonly string[],
  startTime: number,
): Promise<Manifest> {
  const folders = foldersAbove(inputs);
  const settings = folders.flatMap((folder) => SETTINGS.map((name) => join(folder, name)));
  const files = [...inputs, ...settings, ...(await extendedSettings(settings))];
  return {
    builder: BUILDER,
    projectPath,
    entries,
    files: await describeAll(files, (file) => fingerprint(file, startTime)),
    folders: await describeAll(
      folders.filter((folder) => folder.startsWith(projectPath)),
      moduleNames,
    ),
  };
}

/** Reads the manifest of a project; undefined when there is none that can be used. */
export async function readManifest(file: string, projectPath: string): Promise<Manifest | undefined> {
  try {
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
    return manifest.builder === BUILDER && manifest.projectPath === projectPath ? manifest : undefined;
  } catch {
    // None yet, or one that was damaged: building anew mends both.
    return undefined;
  }
}

/** Whether a build anew would give the same, and what it gave is still there. */
export async function isFresh({ files, folders, entries }: Manifest, cache: string): Promise<boolean> {
  const checks = await Promise.all([
    ...Object.entries(files).map(async ([file, known]) => (await fingerprint(file)) === known),
    ...Object.entries(folders).map(async ([folder, known]) => (await moduleNames(folder)) === known),
    ...Object.values(entries).map((output) => isThere(join(cache, output))),
  ]);
  return checks.every(Boolean);
}

/** Whether there is something at this path. */
export async function isThere(path: string): Promise<boolean> {
  return (await fingerprint(path)) !== MISSING;
}

const MISSING = 'missing';

async function fingerprint(file: string, changedBefore = Infinity): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(file);
    return mtimeMs > changedBefore - TICK_MS ? 'changed while it was compiled' : `${mtimeMs} ${size}`;
  } catch {
    return MISSING;
  }
}

async function moduleNames(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .sort()
    .join('/');
}

function foldersAbove(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    let folder = dirname(file);
    while (!folders.has(folder)) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return [...folders];
}

/** What tsconfig files extend, directly or not. */
async function extendedSettings(files: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const queue = files.filter((file) => /[jt]sconfig\.json$/.test(file));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const specifier of extendsOf(await readFile(file, 'utf8').catch(() => ''))) {
      const extended = resolveExtended(specifier, file);
      if (extended === undefined || found.has(extended)) continue;
      found.add(extended);
      queue.push(extended);
    }
  }
  return [...found];
}

/** A tsconfig file may have comments, so it is not parsed as JSON; something too many here does no harm. */
function extendsOf(text: string): string[] {
  const [, value = ''] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text) ?? [];
  return [...value.matchAll(/"([^"]*)"/g)].map(([, specifier]) => specifier!);
}

function resolveExtended(specifier: string, from: string): string | undefined {
  const withEnding = specifier.endsWith('.json') ? specifier : `${specifier}.json`;
  if (/^\.{0,2}[\\/]/.test(specifier)) return resolve(dirname(from), withEnding);
  const require = createRequire(from);
  for (const candidate of [specifier, withEnding, `${specifier}/tsconfig.json`]) {
    try {
      return require.resolve(candidate);
    } catch {
      // The next spelling may be the right one.
    }
  }
  return undefined;
}

async function describeAll(
  paths: readonly string[],
  describe: (path: string) => Promise<string>,
): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await describe(path)] as const)),
  );
}
