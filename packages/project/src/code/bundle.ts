import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, OutputFile, Plugin } from 'esbuild';
import { writeFileAtomically } from '@kedro-ts/io';
import { ProjectCodeError } from '../errors.js';

/** TypeScript modules of a project, compiled to what Node can import: source file to URL. */
export type Bundle = Readonly<Record<string, string>>;

/** What is kept of a build, to know whether it is still good. */
interface Manifest {
  readonly builder: string;
  /** Source file of each entry to its compiled file, relative to the cache folder. */
  readonly entries: Readonly<Record<string, string>>;
  /** Everything that was read, with its time and size. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Changes whenever this file produces other output for the same input. */
const BUILDER = '1';

/**
 * Compiles TypeScript entries of a project, and what they import from the project, into one set of ES modules in
 * `.kedro/cache`; packages stay imports. What has not changed since is taken from there.
 *
 * One build for all entries, so that a module which several of them import exists once.
 *
 * @throws ProjectCodeError with file, line and column.
 */
export async function bundle(projectPath: string, entries: readonly string[]): Promise<Bundle> {
  const cache = join(projectPath, '.kedro', 'cache');
  const manifestFile = join(cache, 'manifest.json');
  const known = await readManifest(manifestFile);
  if (known && entries.every((entry) => Object.hasOwn(known.entries, entry)) && (await isFresh(known)))
    return urlsOf(known, cache);

  // Entries asked for earlier are kept, so that runs which need different ones do not rebuild in turn.
  const earlier = known ? await existing(Object.keys(known.entries)) : [];
  const { outputs, outputOf, inputs } = await build(projectPath, cache, [
    ...new Set([...entries, ...earlier]),
  ]);
  const folder = createHash('sha256')
    .update(outputs.map(({ path, hash }) => path + hash).join())
    .digest('hex')
    .slice(0, 16);
  await writeOutputs(cache, folder, outputs);
  const manifest: Manifest = {
    builder: BUILDER,
    entries: Object.fromEntries(
      Object.entries(outputOf).map(([entry, output]) => [entry, join(folder, output)]),
    ),
    inputs: Object.fromEntries(
      await Promise.all(inputs.map(async (file) => [file, await fingerprint(file)] as const)),
    ),
  };
  await writeFileAtomically(manifestFile, JSON.stringify(manifest));
  return urlsOf(manifest, cache);
}

async function build(
  projectPath: string,
  cache: string,
  entries: readonly string[],
): Promise<{ outputs: OutputFile[]; outputOf: Record<string, string>; inputs: string[] }> {
  const esbuild = await import('esbuild');
  const outdir = join(cache, 'build');
  try {
    const result = await esbuild.build({
      entryPoints: [...entries],
      absWorkingDir: projectPath,
      outdir,
      outbase: projectPath,
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      sourcemap: 'linked',
      sourcesContent: false,
      keepNames: true,
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      define: Object.fromEntries(IMPORT_META.map(([expression, name]) => [expression, name])),
      // CommonJS modules of the project may require() at run time.
      banner: {
        js: "import { createRequire as __kedroCreateRequire } from 'node:module'; const require = __kedroCreateRequire(import.meta.url);",
      },
      plugins: [keepImportMeta],
      logLevel: 'silent',
    });
    const outputOf: Record<string, string> = {};
    for (const [output, { entryPoint }] of Object.entries(result.metafile.outputs)) {
      if (entryPoint) outputOf[join(projectPath, entryPoint)] = relative(outdir, join(projectPath, output));
    }
    return {
      outputs: result.outputFiles,
      outputOf,
      inputs: [...Object.keys(result.metafile.inputs), 'tsconfig.json'].map((input) =>
        join(projectPath, input),
      ),
    };
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined) throw error;
    const lines = errors.map(({ text, location }) =>
      location
        ? `${join(projectPath, location.file)}:${location.line}:${location.column + 1}: ${text}\n    ${location.lineText.trim()}`
        : text,
    );
    throw new ProjectCodeError(`The project's code does not compile:\n  ${lines.join('\n  ')}`, {
      cause: error,
    });
  }
}

/** What modules ask of themselves must be answered for the source file, not for the compiled one. */
const IMPORT_META = [
  ['import.meta.url', '__kedroUrl'],
  ['import.meta.filename', '__kedroFilename'],
  ['import.meta.dirname', '__kedroDirname'],
  ['__filename', '__kedroFilename'],
  ['__dirname', '__kedroDirname'],
] as const;

const LOADERS = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'jsx',
} as const;

const keepImportMeta: Plugin = {
  name: 'keep-import-meta',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!IMPORT_META.some(([expression]) => source.includes(expression))) return undefined;
      const constants = [
        ['__kedroUrl', pathToFileURL(path).href],
        ['__kedroFilename', path],
        ['__kedroDirname', dirname(path)],
      ].map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
      const extension = path.slice(path.lastIndexOf('.') + 1) as keyof typeof LOADERS;
      // On the first line, so that line numbers stay right.
      return {
        contents: constants.join(' ') + source,
        loader: LOADERS[extension],
        resolveDir: dirname(path),
      };
    });
  },
};

/** The folder's name says its content, so it is written once and never changed under a process that imports from it. */
async function writeOutputs(cache: string, folder: string, outputs: readonly OutputFile[]): Promise<void> {
  const target = join(cache, folder);
  if (await exists(target)) return;
  const temporary = join(cache, `.${folder}.${randomUUID()}.tmp`);
  try {
    for (const { path, contents } of outputs) {
      const file = join(temporary, relative(join(cache, 'build'), path));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, contents);
    }
    await writeFile(join(dirname(cache), '.gitignore'), '*\n');
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process may have been first with the same content.
    if (!(await exists(target))) throw error;
  }
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  try {
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
    return manifest.builder === BUILDER ? manifest : undefined;
  } catch {
    // None yet, or one that was damaged: building anew mends both.
    return undefined;
  }
}

async function isFresh(manifest: Manifest): Promise<boolean> {
  const inputs = await Promise.all(
    Object.entries(manifest.inputs).map(async ([file, known]) => (await fingerprint(file)) === known),
  );
  return inputs.every(Boolean);
}

async function fingerprint(file: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(file);
    return `${mtimeMs} ${size}`;
  } catch {
    return 'missing';
  }
}

async function exists(file: string): Promise<boolean> {
  return (await fingerprint(file)) !== 'missing';
}

async function existing(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(files.map(exists));
  return files.filter((_, i) => found[i]);
}

function urlsOf({ entries }: Manifest, cache: string): Bundle {
  return Object.fromEntries(
    Object.entries(entries).map(([entry, output]) => [entry, pathToFileURL(join(cache, output)).href]),
  );
}
