/** A chain of large arrays: its time, and the memory that it takes beside that of the same chain of tiny ones. */
import { fileURLToPath } from 'node:url';
import { kedroEnv, kedroPython, kedroRequest, KEDRO_SCRIPT, readKedro } from '../kedro/time-kedro.mjs';
import { besideKedro, compare, median, round } from '../measure.mjs';
import { measuresMemory, runProgram, runWatched } from '../peak-memory.mjs';

const CHILD = fileURLToPath(new URL('array-chain-child.mjs', import.meta.url));
const COUNT = 50;
const PROCESSES = 3;
const WAYS = ['sequential', 'parallel', 'floor'];
/** The parallel one does the beginning of the chain only, and its time is that times as much: all of it takes minutes. */
const KEDRO_RUNS = {
  sequential: { runner: 'SequentialRunner', count: COUNT },
  parallel: { runner: 'ParallelRunner', count: COUNT / 5, workers: 2 },
};

export const benches = ['fresh', 'shared'].map((allocation) => ({
  name: `run/array-chain/${allocation}`,
  sizes: [50],
  rows: async (mb) => {
    const ms = await timeWays({ mb, count: COUNT, allocation });
    const peaks = measuresMemory ? await watchWays({ mb, count: COUNT, allocation }) : {};
    // Kedro's nodes always make ordinary arrays.
    const kedro = allocation === 'fresh' && kedroPython !== undefined ? await runKedro(mb) : {};
    return ['sequential', 'parallel'].flatMap((way) => [
      {
        of: way,
        ...compare(ms[way], ms.floor),
        ...(way === 'parallel' && { of_sequential: round(ms.parallel / ms.sequential) }),
        ...besideKedro(kedro[way]?.ms, ms[way]),
        ...(kedro[way] && { kedro_arrays: KEDRO_RUNS[way].count }),
        goals: way === 'parallel' ? ['of_sequential <= 1.3'] : [],
      },
      {
        of: `${way}, extra peak`,
        ...comparePeaks(peaks[way], peaks.floor, kedro[way]?.peakMb),
        goals: ['peak_mb <= 120'],
      },
    ]);
  },
}));

async function timeWays(options) {
  const times = { sequential: [], parallel: [], floor: [] };
  for (let i = 0; i < PROCESSES; i++)
    for (const way of WAYS) {
      const { stdout } = await runProgram(process.execPath, [CHILD, way, JSON.stringify(options)]);
      times[way].push(Number(stdout));
    }
  return Object.fromEntries(WAYS.map((way) => [way, median(times[way])]));
}

async function watchWays(options) {
  const peakOf = async (way, mb) =>
    (await runWatched(process.execPath, [CHILD, way, JSON.stringify({ ...options, mb })])).peakMb;
  const peaks = {};
  for (const way of WAYS) peaks[way] = (await peakOf(way, options.mb)) - (await peakOf(way, 0));
  return peaks;
}

async function runKedro(mb) {
  const run = async (work) => {
    const input = kedroRequest('chain of arrays', work, 0);
    const { stdout, peakMb } = await runWatched(kedroPython, [KEDRO_SCRIPT], { input, env: kedroEnv() });
    return { ms: readKedro(stdout).ms * (COUNT / work.count), peakMb };
  };
  const results = {};
  for (const [way, work] of Object.entries(KEDRO_RUNS)) {
    const { ms, peakMb } = await run({ ...work, mb });
    results[way] = {
      ms,
      peakMb: measuresMemory ? peakMb - (await run({ ...work, mb: 0 })).peakMb : undefined,
    };
  }
  return results;
}

function comparePeaks(ours, floor, kedro) {
  if (!measuresMemory) return { peak_mb: null };
  return {
    peak_mb: round(ours),
    floor_peak_mb: round(floor),
    ratio: round(ours / floor),
    ...(kedro !== undefined && { kedro_peak_mb: round(kedro), kedro_ratio: round(kedro / ours) }),
  };
}
