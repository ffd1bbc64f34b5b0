import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const folder = new URL('../examples/without-a-project/', import.meta.url);

describe('13. use without a project', () => {
  test('needs a module of ten lines and a bootstrap that points at it', async () => {
    const script = fileURLToPath(new URL('run.mjs', folder));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toBe('sum of squares: 332833500\n');
    expect((await readFile(new URL('worker.mjs', folder), 'utf8')).trimEnd().split('\n')).toHaveLength(10);
  });

  test.each(['worker.mjs', 'run.mjs'])('is shown in the README as it is run here: %s', async (file) => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(await readFile(new URL(file, folder), 'utf8'));
  });
});
