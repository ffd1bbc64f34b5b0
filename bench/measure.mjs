/**
 * Measures our work beside a floor: a plain script that does what has to be done anyway. The ratio of the two is the result; it
 * holds on any machine, the milliseconds only on the one that measured them.
 *
 * A module of benches exports `benches`. Each is
 * `{ name, sizes, coldSizes?, goals?, coldGoals?, pace?, hasStartUp?, prepare(n) }`, where `prepare` gives
 * `{ ours, floor, check?, kedro?, fields?, close? }`:
 * - `ours` and `floor` are timed in alternation, with promises waited for; one that gives a {@link Timing} times itself;
 * - `check` gets what each of them gives, once, and throws unless both have done the work; it may be a promise. Default:
 *   both are deeply the same;
 * - `kedro` gives the milliseconds of Kedro, or undefined where there is none;
 * - `fields(row, rowBefore)` adds to the row.
 *
 * With `hasStartUp` a row has no exponents of growth, as its time is no multiple of n.
 *
 * A bench that measures in another way has `rows(n)` instead, which gives rows without `bench` and `n`, each with `goals` of
 * its own, and with `of` to tell it from others of the bench.
 *
 * Goals are sentences about fields of the row, as in `ratio <= 3`; a function of `n` gives those that hold for one size.
 */
import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { judge } from './goals.mjs';

const COLD = fileURLToPath(new URL('measure-cold.mjs', import.meta.url));
const COLD_RUNS = 5;
const PACE = { warmUpMs: 300, measureMs: 1_200, least: 7, most: 201 };

/** What an action gives that knows better how long its work took. */
export class Timing {
  constructor(ms, result) {
    this.ms = ms;
    this.result = result;
  }
}

/**
 * The rows of a bench, one after another.
 *
 * @param moduleUrl - of the module that exports the bench, which a fresh process imports for the cold figures
 */
export async function* measureBench(moduleUrl, bench) {
  const { name, sizes, coldSizes = [] } = bench;
  let before;
  for (const n of sizes) {
    if (bench.rows === undefined) yield (before = await measureSize(bench, n, before));
    else
      for (const { of, goals, ...row } of await bench.rows(n))
        yield judge({ bench: of === undefined ? name : `${name} (${of})`, n, ...row }, goals);
  }
  for (const n of coldSizes) yield measureCold(moduleUrl, bench, n);
}

async function measureSize(bench, n, before) {
  const { ours, floor, check = deepStrictEqual, kedro, fields, close } = await bench.prepare(n);
  try {
    await check(resultOf(await ours()), resultOf(await floor()), `${bench.name}: ours and the floor differ`);
    const [oursMs, floorMs] = await alternate([ours, floor], bench.pace);
    const row = {
      bench: bench.name,
      n,
      ...compare(oursMs, floorMs),
      ...(before && !bench.hasStartUp && growth(before, n, oursMs, floorMs)),
    };
    return judge(
      { ...row, ...fields?.(row, before), ...besideKedro(await kedro?.(), oursMs) },
      goalsOf(bench, n),
    );
  } finally {
    await close?.();
  }
}

function resultOf(given) {
  return given instanceof Timing ? given.result : given;
}

function goalsOf({ goals = [] }, n) {
  return typeof goals === 'function' ? goals(n) : goals;
}

/** Exponents of growth since the size before; 1 is linear. */
function growth(before, n, oursMs, floorMs) {
  const exponent = (ms, msBefore) => round(Math.log(ms / msBefore) / Math.log(n / before.n));
  return {
    exponent: exponent(oursMs, before.median_ms),
    floor_exponent: exponent(floorMs, before.floor_ms),
  };
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
  const row = { bench: `${bench.name} (cold)`, n, ...compare(median(times.ours), median(times.floor)) };
  return judge(row, bench.coldGoals);
}

/** Median milliseconds of each action. Who goes first changes, so that nobody always pays for another's garbage. */
export async function alternate(actions, pace = {}) {
  const { warmUpMs, measureMs, least, most } = { ...PACE, ...pace };
  for (const start = performance.now(); performance.now() - start < warmUpMs;)
    for (const action of actions) await action();
  const times = actions.map(() => []);
  const start = performance.now();
  for (let round = 0; round < most; round++) {
    if (round >= least && performance.now() - start > measureMs) break;
    const order = round % 2 === 0 ? [...actions.keys()] : [...actions.keys()].reverse();
    for (const i of order) times[i].push(await timeOnce(actions[i]));
  }
  return times.map(median);
}

/** How long an action takes, in milliseconds. */
export async function timeOnce(action) {
  const start = performance.now();
  let given = action();
  // Waiting for what is no promise would be counted too.
  if (typeof given?.then === 'function') given = await given;
  const ms = performance.now() - start;
  return given instanceof Timing ? given.ms : ms;
}

/** The fields of a row that every comparison has. */
export function compare(oursMs, floorMs) {
  return { median_ms: round(oursMs), floor_ms: round(floorMs), ratio: round(oursMs / floorMs) };
}

/** The fields for Kedro; none where it was not measured. */
export function besideKedro(kedroMs, oursMs) {
  return kedroMs === undefined ? {} : { kedro_ms: round(kedroMs), kedro_ratio: round(kedroMs / oursMs) };
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** To three digits. */
export function round(value) {
  return Number(value.toPrecision(3));
}
