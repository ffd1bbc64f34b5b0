import { availableParallelism } from 'node:os';
import { Lane } from './lane.mjs';
import { faultsOf, planCase } from './plan-case.mjs';

/**
 * Does random runs with random faults.
 *
 * @param report - is told of each run that is not as it should be, in words
 * @returns `{ runs, hangs, leftovers, differences, byFault, seed }`, counts of runs
 */
export async function runCampaign({ seed, numbers, report }) {
  const summary = { runs: 0, hangs: 0, leftovers: 0, differences: 0, byFault: {}, seed };
  const left = [...numbers];
  const note = ({ number, hangs, leftovers, differences, ms }) => {
    const plan = planCase(seed, number);
    summary.runs++;
    if (hangs) summary.hangs++;
    if (leftovers.length > 0) summary.leftovers++;
    if (differences.length > 0) summary.differences++;
    for (const fault of faultsOf(plan)) summary.byFault[fault] = (summary.byFault[fault] ?? 0) + 1;
    if (!hangs && leftovers.length === 0 && differences.length === 0) return;
    const complaints = [
      ...(hangs ? ['it hangs'] : []),
      ...leftovers.map((text) => `left: ${text}`),
      ...differences,
    ];
    report(`Run ${number} (again: --seed ${seed} --only ${number}; ${outline(plan)}; ${Math.round(ms)} ms)`);
    for (const complaint of complaints) report(`  - ${complaint}`);
  };
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), left.length) }, async () => {
      const lane = new Lane();
      for (let number = left.shift(); number !== undefined; number = left.shift())
        note(await lane.run(seed, number));
      if (await lane.end()) return;
      summary.leftovers++;
      report('After its last run, a process did not end by itself.');
    }),
  );
  return summary;
}

function outline(plan) {
  const { runner, isolation, maxWorkers, onFailure, nodes } = plan;
  const workers = runner === 'parallel' ? ` ${maxWorkers} ${isolation}` : '';
  return `${runner}${workers}, ${onFailure}, ${nodes.length} nodes, ${faultsOf(plan).join(' + ')}`;
}
