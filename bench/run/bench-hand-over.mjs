/** Values from the node that makes them to the nodes that read them, in two worker threads: time, and memory of all processes. */
import { fileURLToPath } from 'node:url';
import { besideKedro, compare, median, round } from '../measure.mjs';
import { kedroEnv, kedroPython, KEDRO_SCRIPT, kedroRequest, readKedro } from '../kedro/time-kedro.mjs';
import { measuresMemory, runProgram, runWatched } from '../peak-memory.mjs';

const CHILD = fileURLToPath(new URL('hand-over-child.mjs', import.meta.url));
/** Stages that come before those that count, so that their code is compiled. */
const WARM_UP_MB = [1, 1, 1];
const PROCESSES = 2;
/** From this size on, in MB, memory is watched: in a run of its own, because watching takes time. */
const WATCHED_FROM = 1_000;

const READERS = [1, 4];

export const benches = READERS.flatMap((consumers) => {
  const suffix = consumers === 1 ? '1-reader' : `${consumers}-readers`;
  return [
    {
      name: `run/hand-over/shared-array/${suffix}`,
      sizes: [1, 10, 100, 1_000],
      rows: (mb) => measureSize({ kind: 'shared-array', consumers, mb, goals: ['ms_per_reader <= 1'] }),
    },
    {
      name: `run/hand-over/array/${suffix}`,
      sizes: [1, 10, 100, 1_000],
      rows: (mb) => measureSize({ kind: 'array', consumers, mb, goals: ['ratio <= 1.5'], hasKedro: true }),
    },
    {
      name: `run/hand-over/table/${suffix}`,
      sizes: [1, 10, 100, ...(consumers === 1 ? [1_000] : [])],
      rows: (mb) => measureSize({ kind: 'table', consumers, mb, goals: ['ratio <= 1.5'] }),
    },
    {
      name: `run/hand-over/rows/${suffix}`,
      sizes: [100_000],
      rows: (count) => measureRows('rows', consumers, count, ['ratio <= 0.25']),
    },
    {
      name: `run/hand-over/nested-rows/${suffix}`,
      sizes: [100_000],
      rows: (count) => measureRows('nested-rows', consumers, count, ['ratio <= 1']),
    },
  ];
});

async function measureSize({ kind, consumers, mb, goals, hasKedro = false }) {
  const isWatched = mb >= WATCHED_FROM;
  const sides = await runSides(
    { kind, consumers, warmUp: WARM_UP_MB, sizes: stagesOf(mb) },
    isWatched ? 1 : PROCESSES,
  );
  const kedro = hasKedro ? await runKedro(consumers, mb) : undefined;
  const ms = sides.ours.ms;
  const rows = [
    {
      ...compare(ms, sides.floor.ms),
      ms_per_reader: round(ms / consumers),
      ...besideKedro(kedro?.ms, ms),
      goals,
    },
  ];
  if (!isWatched) return rows;
  const all = await runSides({ kind, consumers, warmUp: WARM_UP_MB, sizes: [mb] }, 1, runWatched);
  const nothing = await runSides({ kind, consumers, warmUp: WARM_UP_MB, sizes: [] }, 1, runWatched);
  const extra = (side) => (measuresMemory ? round(all[side].peakMb - nothing[side].peakMb) : null);
  const [peak, floorPeak] = [extra('ours'), extra('floor')];
  rows.push({
    of: 'peak',
    peak_mb: peak,
    floor_peak_mb: floorPeak,
    ratio: measuresMemory ? round(peak / floorPeak) : null,
    peak_of_data: measuresMemory ? round(peak / mb) : null,
    ...(kedro && measuresMemory && { kedro_peak_mb: kedro.peakMb, kedro_ratio: round(kedro.peakMb / peak) }),
    goals: kind === 'shared-array' ? ['peak_of_data <= 1.05'] : [],
  });
  return rows;
}

async function measureRows(kind, consumers, count, goals) {
  const { ours, floor } = await runSides(
    { kind, consumers, warmUp: [count], sizes: [count, count] },
    PROCESSES,
  );
  return [{ ...compare(ours.ms, floor.ms), ms_per_reader: round(ours.ms / consumers), goals }];
}

function stagesOf(mb) {
  return Array.from({ length: mb >= WATCHED_FROM ? 2 : 5 }, () => mb);
}

/** The two sides, in turns: `{ ms, peakMb }` each, where stages that only warm up count for the peak alone. */
async function runSides({ warmUp, sizes, ...options }, processes, run = runProgram) {
  const argument = JSON.stringify({ ...options, sizes: [...warmUp, ...sizes] });
  const sides = { ours: [], floor: [] };
  const peaks = { ours: 0, floor: 0 };
  for (let i = 0; i < processes; i++)
    for (const side of ['ours', 'floor']) {
      const { stdout, peakMb } = await run(process.execPath, [CHILD, side, argument]);
      sides[side].push(...JSON.parse(stdout).slice(warmUp.length));
      peaks[side] = Math.max(peaks[side], peakMb);
    }
  const of = (side) => ({
    ms: sides[side].length === 0 ? undefined : median(sides[side]),
    peakMb: peaks[side],
  });
  return { ours: of('ours'), floor: of('floor') };
}

/** Kedro takes half a minute for 1 GB and four readers. */
async function runKedro(consumers, mb) {
  if (kedroPython === undefined || (mb >= WATCHED_FROM && consumers > 1)) return undefined;
  const run = async (size) => {
    const input = kedroRequest('hand over', { mb: size, consumers }, mb >= 100 ? 0 : 3);
    const { stdout, peakMb } = await runWatched(kedroPython, [KEDRO_SCRIPT], { input, env: kedroEnv() });
    return { ...readKedro(stdout), peakMb };
  };
  const { ms, peakMb } = await run(mb);
  if (mb < WATCHED_FROM) return { ms };
  return { ms, peakMb: round(peakMb - (await run(0)).peakMb) };
}
