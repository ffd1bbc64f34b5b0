import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('kedro_bench.py', import.meta.url));

/**
 * How long Kedro takes for the same work, in milliseconds; undefined where KEDRO_PYTHON names no interpreter.
 *
 * @param work - the name it has in kedro_bench.py
 */
export function timeKedro(work, input) {
  const python = process.env.KEDRO_PYTHON;
  if (!python) return undefined;
  const { status, stdout, stderr, error } = spawnSync(python, [SCRIPT], {
    input: JSON.stringify({ work, input }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Kedro failed: ${error?.message ?? stderr}`);
  return Number(stdout);
}
