import { plantFaults } from './plant-faults.mjs';
import { Random } from './random.mjs';

/**
 * What one run of the campaign is, as plain data: `{ seed, number, runner, isolation, …, datasets, nodes, ending }`. The same seed and
 * number give the same run.
 */
export function planCase(seed, number) {
  const random = new Random(`${seed}/${number}`);
  const runner = random.pickWeighted({ parallel: 75, concurrent: 13, sequential: 12 });
  const plan = {
    seed,
    number,
    runner,
    isolation: random.pick(['thread', 'process']),
    maxWorkers: random.int(1, 3),
    isAsync: random.chance(0.2),
    isObserved: random.chance(0.9),
    onFailure: random.pick(['stop', 'finish-running', 'continue']),
    ...planGraph(random, random.int(3, random.chance(0.3) ? 25 : 10)),
  };
  plantFaults(random, plan);
  plan.ending = planEnding(random, plan);
  // Pipelines put nodes into order by themselves.
  plan.written = random.shuffle(plan.nodes.map(({ name }) => name));
  return plan;
}

/** The faults of a run by which it is counted. */
export function faultsOf({ nodes, ending }) {
  const faults = nodes.flatMap(({ fault }) => (fault ? [fault.kind] : []));
  if (ending) faults.push(ending.kind);
  return faults.length === 0 ? ['none'] : [...new Set(faults)];
}

/** Nodes in an order in which they can run, each with up to three inputs and one or two outputs. */
function planGraph(random, count) {
  const datasets = {};
  for (let i = random.int(1, 3); i > 0; i--)
    datasets[`given${i}`] = { ...planDataset(random), given: random.int(1, 1e6) };
  const nodes = [];
  for (let i = 0; i < count; i++) {
    const known = random.shuffle(Object.keys(datasets));
    // Mostly from what was made last, so that there are chains too.
    const last = nodes.at(-1)?.outputs ?? [];
    const inputs = [...(random.chance(0.4) ? last : []), ...known].slice(0, random.int(0, 3));
    const outputs = Array.from({ length: random.chance(0.2) ? 2 : 1 }, (_, o) => `d${i}_${o}`);
    for (const name of outputs) datasets[name] = planDataset(random);
    nodes.push({
      name: `n${i}`,
      number: random.int(1, 1e6),
      inputs: [...new Set(inputs)],
      outputs,
      isAsync: random.chance(0.4),
    });
  }
  return { datasets, nodes };
}

/** Arrays of numbers stay in memory, because JSON does not know them. */
function planDataset(random) {
  const kind = random.pick(['number', 'numbers', 'rows', 'rows']);
  const size = random.chance(0.1) ? random.int(5_000, 20_000) : random.int(1, 200);
  return { kind, size, place: kind !== 'numbers' && random.chance(0.4) ? 'file' : 'memory' };
}

/** What befalls a run from outside, when so many things have happened, or after so many milliseconds. */
function planEnding(random, { nodes, isObserved, runner }) {
  const faults = nodes.filter(({ fault }) => fault);
  if (faults.some(({ fault }) => fault.kind === 'throws-later')) return undefined;
  const kind = random.pickWeighted({ none: 76, cancelled: 14, 'main-killed': 5, 'listener-throws': 5 });
  if (kind === 'none' || (kind === 'listener-throws' && !isObserved)) return undefined;
  if (kind === 'cancelled') {
    const retried = faults.find(({ retry }) => retry !== undefined);
    if (retried && isObserved && random.chance(0.4)) {
      // Nobody waits as long as that: the run has to end before it.
      retried.retry.delay = 60_000;
      return { kind, onEvent: 'node-retried' };
    }
  }
  const slowest = runner === 'parallel' ? 250 : 30;
  return kind === 'listener-throws' || (isObserved && random.chance(0.6))
    ? { kind, afterEvents: random.int(1, 5 * nodes.length) }
    : { kind, afterMs: random.int(0, kind === 'main-killed' ? 2 * slowest : slowest) };
}
