/** What may go wrong in a node, by how likely it is; those of workers would end main. */
const EVERYWHERE = {
  throws: 5,
  'throws-strange': 2,
  slow: 3,
  unserialisable: 3,
  'never-ends': 2,
  'load-fails': 3,
  'save-fails': 3,
};
const IN_WORKERS = { ...EVERYWHERE, exits: 5, 'never-yields': 1, 'throws-later': 1.5, 'out-of-memory': 0.7 };
const IN_PROCESSES = { ...IN_WORKERS, killed: 4 };

/** By which code a node fails for good, and the codes that its `retry` names; undefined where errors have none. */
export const CODES = {
  throws: 'FAULT',
  'throws-strange': undefined,
  unserialisable: 'KEDRO_DATASET_ERROR',
  'load-fails': 'KEDRO_DATASET_ERROR',
  'save-fails': 'KEDRO_DATASET_ERROR',
  'never-ends': 'KEDRO_NODE_TIMEOUT',
  'never-yields': 'KEDRO_NODE_TIMEOUT',
  exits: 'KEDRO_WORKER_DIED',
  killed: 'KEDRO_WORKER_DIED',
  'out-of-memory': 'KEDRO_WORKER_DIED',
};

/** In how many attempts a fault shows that shows in all. */
const ALWAYS = 1_000;

/** Gives up to three nodes of a plan a fault, and some of them tries enough to overcome it. */
export function plantFaults(random, plan) {
  const weights = kindsFor(plan);
  const count = Number(random.pickWeighted({ 0: 12, 1: 45, 2: 26, 3: 17 }));
  for (const node of random.shuffle(plan.nodes).slice(0, count)) {
    const kind = random.pickWeighted(weights);
    if (kind === 'throws-later') {
      // It may befall any node that runs afterwards, so that nothing could be foretold of other faults.
      for (const other of plan.nodes) for (const part of ['fault', 'retry', 'timeout']) delete other[part];
      node.fault = { kind, afterMs: random.int(0, 40) };
      return;
    }
    plant(random, plan, node, kind);
  }
  if (!plan.nodes.some(({ fault }) => fault?.kind === 'out-of-memory')) return;
  plan.resourceLimits = { maxOldGenerationSizeMb: 48 };
  Object.values(plan.datasets).forEach(beSmall);
}

function kindsFor({ runner, isolation }) {
  if (runner !== 'parallel') return EVERYWHERE;
  return isolation === 'process' && process.platform !== 'win32' ? IN_PROCESSES : IN_WORKERS;
}

function plant(random, plan, node, kind) {
  if (kind === 'slow') {
    node.fault = { kind, ms: random.int(5, 80) };
    return;
  }
  const attempts = random.chance(0.6) ? random.int(1, 3) : ALWAYS;
  node.fault = { kind, attempts, variant: random.int(0, 99), ...placeOf(random, plan, node, kind) };
  // Each costs more than a second.
  if (kind === 'never-yields') node.fault.attempts = Math.min(attempts, random.pick([1, ALWAYS]));
  if (random.chance(0.7)) {
    const code = CODES[kind];
    const on =
      code === undefined || random.chance(0.6)
        ? undefined
        : random.pick([[code], ['OTHER'], ['OTHER', code]]);
    node.retry = { limit: random.int(1, 3), delay: random.int(0, 15), ...(on && { on }) };
  }
  if (kind === 'never-ends' || kind === 'never-yields') setTimeoutOf(random, plan, node);
}

/** One that may end in time in another try has enough of it, also on a busy machine. */
function setTimeoutOf(random, plan, node) {
  node.timeout = node.fault.attempts === ALWAYS ? random.int(20, 60) : random.int(300, 500);
  for (const name of [...node.inputs, ...node.outputs]) beSmall(plan.datasets[name]);
}

function beSmall(dataset) {
  dataset.size = Math.min(dataset.size, 200);
}

/** What a node is doing when it befalls it, and with which dataset, which is then a file. */
function placeOf(random, plan, node, kind) {
  const stage = stageOf(random, kind);
  if (stage === 'call' && kind !== 'unserialisable') return { stage };
  const readers = (name) => plan.nodes.filter(({ inputs }) => inputs.includes(name)).length;
  const candidates = stage === 'load' ? node.inputs.filter((name) => readers(name) === 1) : node.outputs;
  // Who has nothing to load fails to save.
  const dataset = random.pick(candidates.length > 0 ? candidates : node.outputs);
  if (kind === 'unserialisable') {
    if (plan.runner !== 'parallel') toFile(plan.datasets[dataset]);
    return { stage: 'call', dataset };
  }
  toFile(plan.datasets[dataset]);
  return { stage: candidates.length > 0 ? stage : 'save', dataset };
}

function stageOf(random, kind) {
  if (kind === 'load-fails') return 'load';
  if (kind === 'save-fails') return 'save';
  if (kind === 'exits' || kind === 'killed') return random.pickWeighted({ call: 60, load: 20, save: 20 });
  return 'call';
}

function toFile(dataset) {
  dataset.place = 'file';
  if (dataset.kind === 'numbers') dataset.kind = 'rows';
}
