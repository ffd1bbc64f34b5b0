/** Whole processes of the command, beside Node alone. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { kedroEnv, kedroPython } from '../kedro/time-kedro.mjs';
import { alternate, besideKedro, compare, median, round, timeOnce } from '../measure.mjs';

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const COMMAND = pathOf('../../packages/cli/bin/kedro.mjs');
const PROJECT = pathOf('project');
const KEDRO_PROJECT = pathOf('../kedro/project');
const KEDRO_RUNS = 3;

/** What is typed, what the answer has in it, and how many milliseconds beyond Node alone are good enough. */
const COMMANDS = {
  help: { args: ['--help'], answer: 'registry', most: 60 },
  'registry-list': { args: ['registry', 'list'], answer: '__default__', most: 80 },
  'run-sequential': { args: ['run'], answer: 'Ran 2 nodes', kedroAnswer: 'Completed 2 out of 2', most: 150 },
  'run-parallel': {
    args: ['run', '--runner', 'parallel', '--max-workers', '2'],
    kedroArgs: ['run', '--runner', 'ParallelRunner'],
    answer: 'with 2 workers',
    kedroAnswer: 'Completed 2 out of 2',
    most: 200,
  },
};

export const benches = Object.entries(COMMANDS).map(
  ([name, { args, kedroArgs = args, answer, kedroAnswer = answer, most }]) => ({
    name: `run/command/${name}`,
    sizes: [1],
    rows: async () => {
      // The first time compiles the project.
      checkAnswer(args, execute(process.execPath, [COMMAND, ...args]), answer);
      const [ours, nodeAlone] = await alternate(
        [() => execute(process.execPath, [COMMAND, ...args]), () => execute(process.execPath, ['-e', '0'])],
        { warmUpMs: 0, least: 11, measureMs: 0 },
      );
      return [
        {
          ...compare(ours, nodeAlone),
          ms_over_node: round(ours - nodeAlone),
          ...besideKedro(await timeKedroCommand(kedroArgs, kedroAnswer), ours),
          goals: [`ms_over_node <= ${most}`],
        },
      ];
    },
  }),
);

async function timeKedroCommand(args, answer) {
  if (kedroPython === undefined) return undefined;
  const run = () => execute(kedroPython, ['-m', 'kedro', ...args], { cwd: KEDRO_PROJECT, env: kedroEnv() });
  checkAnswer(args, run(), answer);
  const times = [];
  for (let i = 0; i < KEDRO_RUNS; i++) times.push(await timeOnce(run));
  return median(times);
}

function checkAnswer(args, given, answer) {
  if (!given.includes(answer)) throw new Error(`kedro ${args.join(' ')} printed: ${given}`);
}

function execute(program, args, { cwd = PROJECT, env = process.env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}
