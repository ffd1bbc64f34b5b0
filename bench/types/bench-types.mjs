/**
 * How long the compilers need for pipelines that are checked against a catalog type; the floor is the same project without one.
 *
 * The errors that they find must be none.
 */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { round } from '../measure.mjs';
import { generateProject } from './generate-project.mjs';

const COMPILERS = {
  'typescript-6': { package: 'typescript', sizes: [1_000] },
  'typescript-7': { package: 'typescript7', sizes: [1_000, 2_000] },
};
const output = fileURLToPath(new URL('./dist/', import.meta.url));

export const benches = Object.entries(COMPILERS).map(([compiler, { package: packageName, sizes }]) => ({
  name: `types/${compiler}`,
  sizes,
  pace: { warmUpMs: 0, least: 2, measureMs: 0 },
  prepare: async (nodes) => {
    const folders = ['typed', 'untyped'].map((variant) => `${output}${compiler}-${nodes}-${variant}`);
    await generateProject(folders[0], nodes, 'typed');
    await generateProject(folders[1], nodes, 'untyped');
    return {
      ours: () => compile(folders[0], packageName),
      floor: () => compile(folders[1], packageName),
      check: (typed, untyped) => {
        for (const { errors, files } of [typed, untyped])
          if (errors > 0 || !(files > nodes / 100)) throw new Error(`${errors} errors in ${files} files`);
      },
      fields: ({ median_ms: ms, floor_ms: floorMs }) => ({
        added_us_per_node: round((1_000 * (ms - floorMs)) / nodes),
      }),
      close: () => rm(output, { recursive: true, force: true }),
    };
  },
}));

function compile(folder, packageName) {
  const tsc = fileURLToPath(new URL(`../../node_modules/${packageName}/bin/tsc`, import.meta.url));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return {
    errors: stdout.match(/error TS\d+/g)?.length ?? 0,
    files: Number(/^Files:\s+(\d+)/m.exec(stdout)?.[1]),
  };
}
