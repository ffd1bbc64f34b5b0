import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An error of the compiler: where it starts (both from 1) and all that was said. */
export interface CompilerError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The compilers that the package is checked with. */
export const compilers = { 'TypeScript 6': 'typescript', 'native TypeScript 7': 'typescript7' } as const;

const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023', 'ESNext.Disposable'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [root('node_modules/@types')],
  paths: { '@kedro-ts/pipeline': [root('packages/pipeline/src/index.ts')] },
};

/**
 * Type-checks each snippet as a file of its own, all in one run of the compiler's command line, with the same lines in
 * front of each; the lines of the errors are counted from the snippet's first.
 */
export function checkSnippets(
  compiler: keyof typeof compilers,
  head: readonly string[],
  snippets: readonly string[],
): CompilerError[][] {
  const folder = mkdtempSync(join(tmpdir(), 'typed-pipelines-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['snippet-*.ts'] }),
    );
    snippets.forEach((snippet, index) => {
      writeFileSync(join(folder, `snippet-${index}.ts`), [...head, snippet, 'export {};'].join('\n'));
    });
    const tsc = root(`node_modules/${compilers[compiler]}/bin/tsc`);
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: folder,
    });
    return sortErrors(stdout, head.length, snippets.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A line that does not start a new error belongs to the one before it. */
function sortErrors(output: string, headLines: number, count: number): CompilerError[][] {
  const errors: CompilerError[][] = Array.from({ length: count }, () => []);
  let list: CompilerError[] | undefined;
  for (const text of output.split(/\r?\n/)) {
    const found = /^snippet-(\d+)\.ts\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(text);
    if (found !== null) {
      const [, index, line, column, message = ''] = found;
      list = errors[Number(index)]!;
      list.push({ line: Number(line) - headLines, column: Number(column), message });
    } else if (/^\S/.test(text)) {
      throw new Error(`The compiler said something that is about no snippet: ${text}`);
    } else if (list !== undefined && text !== '') {
      const last = list.pop()!;
      list.push({ ...last, message: `${last.message}\n${text}` });
    }
  }
  return errors;
}
