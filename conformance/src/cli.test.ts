import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

const right = {
  id: 'right',
  in: { node: { func: { name: 'f' }, inputs: 'a', outputs: 'b', name: 'not ok' } },
  expect: {
    stage: 'build',
    error: 'ValueError',
    message: "'not ok' is not a valid node name. It must …",
    origin: 'kedro',
  },
};
const wrong = { ...right, id: 'wrong', expect: { ok: { name: 'not ok' } } };
const pythonOnly = { ...wrong, id: 'python', python_only: 'tuple' };

describe('the command', () => {
  it('recognises a file by its content, counts, and succeeds when nothing failed', () => {
    const { status, stdout } = run(write('held-out.json', [right, right, pythonOnly]));
    expect(stdout).toContain('held-out.json: 2 passed, 0 failed, 0 diverged (1 python only, not run)');
    expect(stdout).toContain('total: 2 passed, 0 failed, 0 diverged');
    expect(status).toBe(0);
  });

  it('names what failed, shows the difference, and fails', () => {
    const { status, stdout } = run(write('a.json', [right]), write('b.json', [wrong]));
    expect(stdout).toContain('a.json: 1 passed, 0 failed, 0 diverged');
    expect(stdout).toMatch(
      /b\.json: 0 passed, 1 failed, 0 diverged\n {2}wrong\n {4}at \/ok\n {6}expected .*\n {6}actual/,
    );
    expect(status).toBe(1);
  });

  it('shows ten failing cases of a file, or all when asked', () => {
    const many = write(
      'many.json',
      Array.from({ length: 12 }, (_, index) => ({ ...wrong, id: `case-${index}` })),
    );
    expect(run(many).stdout).toContain('and 2 more');
    expect(run('--all', many).stdout).toContain('case-11');
  });

  it('fails for a case of a kind that it does not know', () => {
    const { status, stdout } = run(write('params.json', [{ id: 'odd', in: { x: 1 }, expect: { value: 1 } }]));
    expect(stdout).toContain('0 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('says why a file cannot be used', () => {
    const { status, stderr } = run(write('none.json', undefined));
    expect(stderr).toContain('none.json cannot be used: it has no list of "cases"');
    expect(status).toBe(2);
  });
});

function write(name: string, cases: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ kedro_version: '1.5.0', cases }));
  return path;
}

function run(...args: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
}
