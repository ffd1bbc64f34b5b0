import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** What modules ask of themselves must be answered for the source file, not for the compiled one. */
const IMPORT_META = [
  ['import.meta.url', '__kedroUrl'],
  ['import.meta.filename', '__kedroFilename'],
  ['import.meta.dirname', '__kedroDirname'],
  ['__filename', '__kedroFilename'],
  ['__dirname', '__kedroDirname'],
] as const;

/** The replacements, for esbuild's `define`; what they are replaced by is declared by {@link keepImportMeta}. */
export const importMetaNames: Readonly<Record<string, string>> = Object.fromEntries(IMPORT_META);

/** Declares, in each source file that asks where it is, the names that the answers have in the compiled code. */
export const keepImportMeta: Plugin = {
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
      return {
        // On the first line, so that line numbers stay right; a hashbang is one only at the very start.
        contents: constants.join(' ') + source.replace(/^#!/, '//'),
        loader: LOADERS[extension],
        resolveDir: dirname(path),
      };
    });
  },
};

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
