import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomically } from '@kedro-ts/io';
import { ProjectCodeError } from '../errors.js';
import { compile, type Compiled } from './compile.js';
import { createManifest, isFresh, isThere, readManifest, type Manifest } from './manifest.js';

/** Modules of a project, compiled to what Node can import: source file to URL. */
export type Bundle = Readonly<Record<string, string>>;

/**
 * Compiles entries of a project, and what they import from the project, into one set of ES modules in `.kedro/cache`;
 * packages stay imports. What has not changed since is taken from there.
 *
 * One build for all entries, so that a module which several of them import exists once.
 *
 * @throws ProjectCodeError with file, line and column; or when the cache cannot be written.
 */
export async function bundle(projectPath: string, entries: readonly string[]): Promise<Bundle> {
  const cache = join(projectPath, '.kedro', 'cache');
  const manifestFile = join(cache, 'manifest.json');
  const known = await readManifest(manifestFile, projectPath);
  if (known && entries.every((entry) => Object.hasOwn(known.entries, entry)) && (await isFresh(known, cache)))
    return urlsOf(known, cache);

  const startTime = Date.now();
  const { outputs, outputOf, inputs } = await compileWith(projectPath, entries, known, join(cache, 'build'));
  const folder = nameOf(outputs);
  try {
    await writeOutputs(cache, folder, outputs);
    const manifest = await createManifest(
      projectPath,
      Object.fromEntries(Object.entries(outputOf).map(([entry, output]) => [entry, join(folder, output)])),
      inputs,
      startTime,
    );
    await writeFileAtomically(manifestFile, JSON.stringify(manifest));
    await prune(cache, folder);
    return urlsOf(manifest, cache);
  } catch (cause) {
    throw new ProjectCodeError(
      `The project's compiled code cannot be kept in ${cache}: ${(cause as Error).message}. ` +
        'Let this process write there. Where it must not, open the project once beforehand, so that it finds what it needs.',
      { cause },
    );
  }
}

/** Entries asked for earlier are kept, so that runs which need different ones do not rebuild in turn. */
async function compileWith(
  projectPath: string,
  entries: readonly string[],
  known: Manifest | undefined,
  folder: string,
): Promise<Compiled> {
  const earlier: string[] = [];
  for (const entry of Object.keys(known?.entries ?? {}))
    if (!entries.includes(entry) && (await isThere(entry))) earlier.push(entry);
  if (earlier.length > 0) {
    try {
      return await compile(projectPath, [...entries, ...earlier], folder);
    } catch (error) {
      // Perhaps only because of those that nobody asks for now.
      if (!(error instanceof ProjectCodeError)) throw error;
    }
  }
  return compile(projectPath, entries, folder);
}

/** The folder's name says its content, so it is written once and never changed under a process that imports from it. */
function nameOf(outputs: Compiled['outputs']): string {
  const content = outputs.map(({ path, hash }) => path + hash).join();
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

async function writeOutputs(cache: string, folder: string, outputs: Compiled['outputs']): Promise<void> {
  const target = join(cache, folder);
  if (await isWhole(target, outputs)) return;
  const temporary = join(cache, `.${folder}.${randomUUID()}.tmp`);
  try {
    for (const { path, contents } of outputs) {
      const file = join(temporary, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, contents);
    }
    await writeFile(join(dirname(cache), '.gitignore'), '*\n');
    // One that somebody has taken files from is of no use; one that appeared in the meantime is whole.
    if ((await isThere(target)) && !(await isWhole(target, outputs)))
      await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    // Another process may have been first with the same content.
    if (!(await isWhole(target, outputs))) throw error;
  }
}

async function isWhole(target: string, outputs: Compiled['outputs']): Promise<boolean> {
  const found = await Promise.all(outputs.map(({ path }) => isThere(join(target, path))));
  return found.every(Boolean);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes what earlier builds and crashed processes left; younger ones may still be imported from. */
async function prune(cache: string, folder: string): Promise<void> {
  const entries = await readdir(cache, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.name === folder || entry.name === 'manifest.json') continue;
    const path = join(cache, entry.name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    // What cannot be removed now will be tried again after the next build.
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

function urlsOf({ entries }: Manifest, cache: string): Bundle {
  return Object.fromEntries(
    Object.entries(entries).map(([entry, output]) => [entry, pathToFileURL(join(cache, output)).href]),
  );
}
