import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { COMMAND, startNode, type Ended } from './kedro.js';

/** One section of a document: a project in files, and what is typed in its folder. */
export interface DocumentExample {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly ExampleCommand[];
}

/** A command of a `console` block, with what it prints; `…` in a line stands for any text, alone for any lines. */
export interface ExampleCommand {
  readonly typed: string;
  readonly printed: string;
  /** Whether it ends with an error, as a block `console fails` says. */
  readonly fails: boolean;
}

/**
 * The examples of a document: each `##` section with at least one `console` block. Code blocks that follow a line with
 * nothing but a file name are files; those in front of the first section belong to every example.
 */
export function examplesOf(markdown: string): DocumentExample[] {
  const [opening = '', ...sections] = markdown.split(/^(?=## )/m);
  const common = filesOf(opening);
  return sections
    .map((section) => ({
      title: /^## (.*)/.exec(section)![1]!,
      files: { ...common, ...filesOf(section) },
      commands: commandsOf(section),
    }))
    .filter(({ commands }) => commands.length > 0);
}

function filesOf(section: string): Record<string, string> {
  const blocks = section.matchAll(/^`(?<file>[\w./@{}-]+)`:?\n\n```\w+\n(?<content>[\s\S]*?)^```$/gm);
  return Object.fromEntries([...blocks].map(({ groups }) => [groups!['file']!, groups!['content']!]));
}

function commandsOf(section: string): ExampleCommand[] {
  const blocks = section.matchAll(/^```console(?<fails> fails)?\n(?<content>[\s\S]*?)^```$/gm);
  return [...blocks].flatMap(({ groups }) =>
    groups!
      ['content']!.split(/^\$ /m)
      .slice(1)
      .map((text) => {
        const end = text.indexOf('\n');
        const printed = text.slice(end + 1);
        return { typed: text.slice(0, end), printed, fails: groups!['fails'] !== undefined };
      }),
  );
}

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

/** Types a command in a folder: `kedro`, `node`, `vitest`, `cat`, `ls` and `tar` are known, variables may stand in front. */
export async function type(typed: string, cwd: string): Promise<Ended> {
  const words = wordsOf(typed);
  const env: Record<string, string> = {};
  while (/^[A-Z_]+=/.test(words[0] ?? '')) {
    const [name, value] = words.shift()!.split(/=(.*)/s) as [string, string];
    env[name] = value;
  }
  if (words[0] === 'npx') words.shift();
  const [command, ...args] = words;
  switch (command) {
    case 'kedro':
      return startNode(cwd, [COMMAND, ...args], env).ended;
    case 'node':
      return startNode(cwd, args, env).ended;
    case 'vitest':
      return startNode(cwd, [VITEST, ...args], env).ended;
    case 'cat':
      return printed(await readFile(join(cwd, args[0]!), 'utf8'));
    case 'ls':
      return printed((await readdir(join(cwd, args[0] ?? '.'))).sort().join('\n'));
    case 'tar':
      return printed((await promisify(execFile)('tar', args, { cwd })).stdout);
    default:
      throw new Error(`No example may type "${command}".`);
  }
}

function wordsOf(typed: string): string[] {
  return [...typed.matchAll(/'([^']*)'|"([^"]*)"|[^\s'"]+/g)].map(
    ([word, single, double]) => single ?? double ?? word,
  );
}

/** Whether something was printed as an example says. */
export function fits(actual: string, expected: string): boolean {
  const lines = expected.trimEnd().split('\n');
  const source = lines
    .map((line) => (line.trim() === '…' ? '(?:.*\n)*?' : `${line.split('…').map(escape).join('.*')}[ \t]*\n`))
    .join('');
  return new RegExp(`^${source}$`).test(`${actual.trimEnd()}\n`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function printed(stdout: string): Ended {
  return { code: 0, signal: null, stdout, stderr: '' };
}
