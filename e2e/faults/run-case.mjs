import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearTimeout, setTimeout } from 'node:timers';
import { checkEvents } from './check-events.mjs';
import { checkOutcome, describe } from './check-outcome.mjs';
import { checkFiles, checkValues } from './check-values.mjs';
import { findLeftovers, takeStock } from './leftovers.mjs';
import { planCase } from './plan-case.mjs';
import { fileOf, writeGiven } from './project.mjs';
import { finishPlan, runPlan } from './run-plan.mjs';
import { computeAll } from './values.mjs';

/** One run of the campaign, from the plan to what it has left; gives `{ differences, leftovers }`, which are empty if all is well. */
export async function runCase(seed, number, folder) {
  const plan = planCase(seed, number);
  const expected = computeAll(plan);
  const temporary = join(folder, 'temporary');
  await mkdir(temporary, { recursive: true });
  await writeGiven(plan, folder);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = temporary;

  const before = await takeStock();
  const isKilled = plan.ending?.kind === 'main-killed';
  const outcome = isKilled ? await runToKill(plan, folder) : await runPlan(plan, folder);
  const leftovers = await findLeftovers(before, folder, {
    signal: outcome.signal,
    mayLeaveParts: isKilled || mayDieSaving(plan),
  });
  const differences = isKilled
    ? await checkFiles(expected, folder)
    : await checkRun(plan, expected, folder, outcome);
  if (leftovers.length === 0) differences.push(...(await checkRest(plan, expected, folder)));
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  return { differences, leftovers };
}

async function checkRun(plan, expected, folder, outcome) {
  const { events, hasFailed } = outcome;
  const isEnded = plan.ending !== undefined || plan.onFailure === 'stop';
  const isHeard = plan.isObserved && plan.ending?.kind !== 'listener-throws';
  return [
    ...checkOutcome(plan, outcome, events),
    ...(isHeard ? checkEvents(plan, events, { hasFailed, hasEndedEarly: isEnded }) : []),
    ...(await checkValues(plan, expected, { folder, ...outcome })),
  ];
}

/** After every run, whatever became of it, the rest can be run, upon which all files are there. */
async function checkRest(plan, expected, folder) {
  try {
    await finishPlan(plan, folder);
  } catch (error) {
    return [`what was missing could not be run: ${describe(error)}`];
  }
  const files = Object.keys(plan.datasets).filter((name) => plan.datasets[name].place === 'file');
  return [
    ...files
      .filter((name) => !existsSync(fileOf(name, folder)))
      .map((name) => `after another run, ${name} is missing`),
    ...(await checkFiles(expected, folder)).map((text) => `after another run, ${text}`),
  ];
}

/** A worker that ends while it saves leaves what it had written under a temporary name. */
function mayDieSaving({ nodes }) {
  return nodes.some(
    ({ fault }) => fault?.kind === 'throws-later' || (fault?.stage === 'save' && fault.kind !== 'save-fails'),
  );
}

/** Runs a plan in another process, which ends by itself or is killed. */
async function runToKill({ seed, number, ending }, folder) {
  const script = fileURLToPath(new URL('main-to-kill.mjs', import.meta.url));
  const main = fork(script, [seed, number, folder], { stdio: 'ignore', execArgv: ['--no-warnings'] });
  // Nothing is said over it: it would only keep the process from ending by itself.
  main.disconnect();
  const timer = ending.afterMs !== undefined && setTimeout(() => main.kill('SIGKILL'), ending.afterMs);
  await new Promise((resolve) => main.once('exit', resolve));
  clearTimeout(timer);
  return {};
}
