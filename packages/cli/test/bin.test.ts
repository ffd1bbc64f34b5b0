import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro } from './kedro.js';

describe('kedro', () => {
  it('shows its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await kedro(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('shows its help when asked, and when asked for nothing', async () => {
    const [asked, nothing] = await Promise.all([kedro(['--help']), kedro([])]);
    expect(asked.exitCode).toBe(0);
    expect(asked.stdout).toMatch(/^Usage: kedro /);
    expect(nothing).toEqual(asked);
  });

  it.each([
    [['rnu'], 'error: unknown command \'rnu\'\n(Did you mean run?)\nSee "kedro --help".\n'],
    [
      ['run', '--pipelin', 'x'],
      'error: unknown option \'--pipelin\'\n(Did you mean --pipelines?)\nSee "kedro run --help".\n',
    ],
    [
      ['registry', 'lst'],
      'error: unknown command \'lst\'\n(Did you mean list?)\nSee "kedro registry --help".\n',
    ],
    [
      ['run', '--params', 'size'],
      'error: Option --params: Cannot read the parameter "size": write it as key=value; commas separate items.\n',
    ],
    [
      ['run', '--params', 'size=3,columns=[a,b]'],
      'error: Option --params: What follows the comma behind "columns" is no key=value. Commas separate items, and a value cannot hold one.\n',
    ],
  ])('refuses %j with exit code 2, and suggests what may have been meant', async (args, stderr) => {
    expect(await kedro(args)).toEqual({ exitCode: 2, stdout: '', stderr });
  });

  it('says outside a project what is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedro-cli-'));
    try {
      const { exitCode, stdout, stderr } = await kedro(['run'], { cwd: folder });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^error: There is no kedro\.config file .*defineConfig/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('loads none of the other packages until a command needs them', () => {
    expect(staticImports('bin.js')).toEqual(new Set(['commander']));
  });
});

/** Which packages a built module imports before it runs, itself or by way of other built modules. */
function staticImports(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
  const imports = [...code.matchAll(/^(?:import|export) (?:[^'"]*? from )?["']([^"']+)["'];?$/gm)].map(
    ([, specifier]) => specifier!,
  );
  const outside = imports.filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier));
  const inside = imports
    .filter((specifier) => specifier.startsWith('./'))
    .map((specifier) => specifier.slice(2));
  return new Set([
    ...outside,
    ...inside.filter((other) => !seen.has(other)).flatMap((other) => [...staticImports(other, seen)]),
  ]);
}
