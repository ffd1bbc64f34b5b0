/**
 * How long the compilers need for pipelines that are checked against a catalog type: `node bench/types/bench-types.mjs [nodes…]`.
 *
 * Prints one JSON line for each number of nodes (1,000 and 3,000 unless numbers are given) and compiler: seconds of the
 * whole command with a catalog type and without one (medians of three runs that alternate), their ratio, what the compiler
 * counted, and how many errors it found, which must be none. Needs the built package `@kedro-ts/pipeline`.
 */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generateProject } from './generate-project.mjs';

const runs = 3;
const variants = ['typed', 'untyped'];
const compilers = { 'typescript-6': 'typescript', 'typescript-7-native': 'typescript7' };
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 3_000];
const output = fileURLToPath(new URL('./dist/', import.meta.url));
const folderOf = (size, variant) => `${output}${size}-${variant}`;

try {
  for (const size of sizes) {
    for (const variant of variants) await generateProject(folderOf(size, variant), size, variant);
    for (const compiler of Object.keys(compilers)) console.log(JSON.stringify(measure(size, compiler)));
  }
} finally {
  await rm(output, { recursive: true, force: true });
}

function measure(nodes, compiler) {
  const times = { typed: [], untyped: [] };
  const reports = {};
  for (let run = 0; run < runs; run += 1) {
    for (const variant of variants) {
      const start = process.hrtime.bigint();
      reports[variant] = check(folderOf(nodes, variant), compilers[compiler]);
      times[variant].push(Number(process.hrtime.bigint() - start) / 1e9);
    }
  }
  const seconds = median(times.typed);
  const untypedSeconds = median(times.untyped);
  if (reports.typed.errors + reports.untyped.errors > 0) process.exitCode = 1;
  return {
    bench: 'types',
    nodes,
    compiler,
    seconds: round(seconds),
    untypedSeconds: round(untypedSeconds),
    ratio: round(seconds / untypedSeconds),
    msPerNode: round(((seconds - untypedSeconds) / nodes) * 1_000),
    typed: reports.typed,
    untyped: reports.untyped,
  };
}

function check(folder, packageName) {
  const tsc = fileURLToPath(new URL(`../../node_modules/${packageName}/bin/tsc`, import.meta.url));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const counted = (label) =>
    Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1] ?? Number.NaN);
  return {
    errors: stdout.match(/error TS\d+/g)?.length ?? 0,
    checkSeconds: counted('Check time'),
    instantiations: counted('Instantiations'),
    types: counted('Types'),
    memoryMegabytes: round(counted('Memory used') / 1_000),
  };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function round(value) {
  return Math.round(value * 100) / 100;
}
