import { isAbsolute, relative, resolve } from 'node:path';
import type { BuildFailure, Message, OutputFile } from 'esbuild';
import { ProjectCodeError } from '../errors.js';
import { importMetaNames, keepImportMeta } from './keep-import-meta.js';

/** What came out of compiling. */
export interface Compiled {
  /** The compiled files and their source maps; paths are relative to one folder. */
  readonly outputs: readonly {
    readonly path: string;
    readonly hash: string;
    readonly contents: Uint8Array;
  }[];
  /** Absolute path of each entry to the path of its compiled file. */
  readonly outputOf: Readonly<Record<string, string>>;
  /** Absolute paths of all source files. */
  readonly inputs: readonly string[];
}

/**
 * Compiles entries of a project, and what they import from it, into ES modules for Node 20. Nothing is written.
 *
 * @param folder - where the compiled files will be at the same depth, so that source maps point to the sources
 * @throws ProjectCodeError with file, line and column.
 */
export async function compile(
  projectPath: string,
  entries: readonly string[],
  folder: string,
): Promise<Compiled> {
  const esbuild = await import('esbuild');
  const names = new Map(entries.map((entry) => [entry, outputName(projectPath, entry)]));
  try {
    const { outputFiles, metafile } = await esbuild.build({
      entryPoints: Object.fromEntries([...names].map(([entry, name]) => [name, entry])),
      absWorkingDir: projectPath,
      outdir: folder,
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
      define: importMetaNames,
      // CommonJS modules of the project may require() at run time.
      banner: {
        js: "import { createRequire as __kedroCreateRequire } from 'node:module'; const require = __kedroCreateRequire(import.meta.url);",
      },
      plugins: [keepImportMeta],
      logLevel: 'silent',
    });
    return {
      outputs: outputFiles.map((file) => withRelativePath(file, folder)),
      outputOf: Object.fromEntries([...names].map(([entry, name]) => [entry, `${name}.mjs`])),
      inputs: Object.keys(metafile.inputs).map((input) => resolve(projectPath, input)),
    };
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined) throw error;
    const places = errors.map((message) => describe(message, projectPath));
    throw new ProjectCodeError(`The project's code does not compile:\n  ${places.join('\n  ')}`, {
      cause: error,
    });
  }
}

/** The whole name, ending included, because `a.ts` and `a.mts` are two; `..` would leave the folder. */
function outputName(projectPath: string, entry: string): string {
  const path = relative(projectPath, entry);
  return (isAbsolute(path) ? path.replace(':', '') : path)
    .split(/[\\/]/)
    .map((part) => (part === '..' ? '__' : part))
    .filter((part) => part !== '')
    .join('/');
}

function withRelativePath({ path, hash, contents }: OutputFile, folder: string): Compiled['outputs'][number] {
  return { path: relative(folder, path), hash, contents };
}

function describe({ text, location }: Message, projectPath: string): string {
  if (!location) return text;
  const { file, line, column, lineText } = location;
  return `${resolve(projectPath, file)}:${line}:${column + 1}: ${text}\n    ${lineText.trim()}`;
}
