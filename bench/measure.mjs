/**
 * Measures our work beside a floor: a plain script that does what has to be done anyway. The ratio of the two is the result; it
 * holds on any machine, the milliseconds only on the one that measured them.
 *
 * A bench is `{ name, sizes, coldSizes?, goal?, coldGoal?, prepare(n) }`. `prepare` gives `{ ours, floor, isSame?, kedro?,
 * close? }`: the first two are timed, with promises waited for; `isSame` has it checked that they give the same; `kedro` gives
 * milliseconds, or undefined where there is no Kedro. A bench that counts instead has `count(n)`, which gives the fields of its
 * line. A goal is the largest ratio that is good enough.
 *
 * Printed are one JSON line per measurement, then a table for people. The exponents are those of growth since the size before
 * (1 is linear), and `kedro_ratio` says how many times as long as we Kedro takes. The exit code is 1 when a goal is missed.
 */
import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COLD = fileURLToPath(new URL('measure-cold.mjs', import.meta.url));
const WARM_UP_MS = 400;
const MEASURE_MS = 2_000;
const ROUNDS = { least: 7, most: 201 };
const COLD_RUNS = 5;

/**
 * Runs the benches whose names begin with one of those given; all, if none is given.
 *
 * @param moduleUrl - of the module that exports `benches`, which a fresh process imports for the cold figures
 */
export async function runBenches(moduleUrl, benches, names = process.argv.slice(2)) {
  const rows = [];
  const report = (row) => {
    rows.push(row);
    console.log(JSON.stringify(row));
  };
  for (const bench of benches) {
    if (names.length > 0 && !names.some((name) => bench.name.startsWith(name))) continue;
    let before;
    for (const n of bench.sizes) report((before = await measure(bench, n, before)));
    for (const n of bench.coldSizes ?? []) report(measureCold(moduleUrl, bench, n));
  }
  if (rows.length === 0) throw new Error(`no bench is called ${names.join(', ')}`);
  printTable(rows);
  if (!rows.some((row) => 'kedro_ms' in row))
    console.log('\nKedro was not measured: set KEDRO_PYTHON to the path of a Python that has it.');
  if (rows.some((row) => row.ok === false)) process.exitCode = 1;
}

async function measure(bench, n, before) {
  if (bench.count !== undefined) return { bench: bench.name, n, ...(await bench.count(n)) };
  const { ours, floor, isSame, kedro, close } = await bench.prepare(n);
  try {
    if (isSame) deepStrictEqual(await ours(), await floor(), `${bench.name}: ours and the floor differ`);
    const [oursMs, floorMs] = await alternate([ours, floor]);
    const exponent = (ms, msBefore) => round(Math.log(ms / msBefore) / Math.log(n / before.n));
    const kedroMs = await kedro?.();
    return {
      ...rowOf(bench.name, n, oursMs, floorMs, bench.goal),
      ...(before && {
        exponent: exponent(oursMs, before.median_ms),
        floor_exponent: exponent(floorMs, before.floor_ms),
      }),
      ...(kedroMs !== undefined && { kedro_ms: round(kedroMs), kedro_ratio: round(kedroMs / oursMs) }),
    };
  } finally {
    await close?.();
  }
}

/** Medians. Who goes first changes from round to round, so that neither always pays for the other's garbage. */
async function alternate(actions) {
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS;)
    for (const action of actions) await action();
  const times = actions.map(() => []);
  const start = performance.now();
  for (let round = 0; round < ROUNDS.most; round++) {
    if (round >= ROUNDS.least && performance.now() - start > MEASURE_MS) break;
    const order = round % 2 === 0 ? [...actions.keys()] : [...actions.keys()].reverse();
    for (const i of order) times[i].push(await timeOnce(actions[i]));
  }
  return times.map(median);
}

/** First calls, each in a process of its own. */
function measureCold(moduleUrl, bench, n) {
  const times = { ours: [], floor: [] };
  for (let run = 0; run < COLD_RUNS; run++)
    for (const side of ['ours', 'floor']) {
      const args = [COLD, moduleUrl, bench.name, String(n), side];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${bench.name} failed in a process of its own: ${stderr}`);
      times[side].push(Number(stdout));
    }
  return rowOf(`${bench.name} cold`, n, median(times.ours), median(times.floor), bench.coldGoal);
}

function rowOf(bench, n, oursMs, floorMs, goal) {
  const ratio = oursMs / floorMs;
  return {
    bench,
    n,
    median_ms: round(oursMs),
    floor_ms: round(floorMs),
    ratio: round(ratio),
    ...(goal !== undefined && { goal, ok: ratio <= goal }),
  };
}

export async function timeOnce(action) {
  const start = performance.now();
  const result = action();
  // Waiting for what is no promise would be counted too.
  if (typeof result?.then === 'function') await result;
  return performance.now() - start;
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function round(value) {
  return Number(value.toPrecision(3));
}

function printTable(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  console.log();
  for (const line of lines)
    console.log(
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    );
}

function cellOf(value) {
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  return typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
}
