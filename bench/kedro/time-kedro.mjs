import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const KEDRO_SCRIPT = fileURLToPath(new URL('kedro_bench.py', import.meta.url));

/** The interpreter that has Kedro, if there is one. */
export const kedroPython = process.env.KEDRO_PYTHON || undefined;

/**
 * How long Kedro takes for the same work, in milliseconds; undefined where KEDRO_PYTHON names no interpreter.
 *
 * @param work - the name it has in kedro_bench.py
 * @param rounds - how often it is timed, after a first time that is not counted; 0 counts that first time alone
 */
export function timeKedro(work, input, rounds = 3) {
  return askKedro(work, input, rounds)?.ms;
}

/** The same, with all that the work reports: `{ ms, … }`. */
export function askKedro(work, input, rounds) {
  if (kedroPython === undefined) return undefined;
  const { status, stdout, stderr, error } = spawnSync(kedroPython, [KEDRO_SCRIPT], {
    input: kedroRequest(work, input, rounds),
    encoding: 'utf8',
    env: kedroEnv(),
  });
  if (status !== 0) throw new Error(`Kedro failed: ${error?.message ?? stderr}`);
  return readKedro(stdout);
}

/** What kedro_bench.py reads. */
export function kedroRequest(work, input, rounds) {
  return JSON.stringify({ work, input, rounds });
}

/** What kedro_bench.py has reported; Kedro may have printed before. */
export function readKedro(stdout) {
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/** Python is not to write its bytecode beside the scripts. */
export function kedroEnv() {
  return { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
}
