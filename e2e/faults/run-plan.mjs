import { clearTimeout, setTimeout } from 'node:timers';
import { ConcurrentRunner } from '@kedro-ts/runner-concurrent';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { makeProject } from './project.mjs';

/** Runs a plan in this process; gives how it ended, and what was heard of it. */
export async function runPlan(plan, folder, { onEvent } = {}) {
  const { pipeline, catalog } = makeProject({ plan, folder });
  const controller = new globalThis.AbortController();
  const events = [];
  const outcome = { catalog, events, signal: controller.signal, hasFailed: false, listenerThrew: false };
  const happen = endingOf(plan, outcome, () => controller.abort());
  const timer = plan.ending?.afterMs !== undefined && setTimeout(happen, plan.ending.afterMs);
  const listener = (event) => {
    events.push(event);
    onEvent?.(event);
    if (isTime(plan.ending, events)) happen();
  };
  try {
    await makeRunner(plan, folder).run(pipeline, catalog, {
      onFailure: plan.onFailure,
      signal: controller.signal,
      ...(plan.isObserved && { onEvent: listener }),
    });
  } catch (error) {
    Object.assign(outcome, { hasFailed: true, error });
  }
  clearTimeout(timer);
  return outcome;
}

/** Runs, without faults, what is missing of the files after a run. */
export async function finishPlan(plan, folder) {
  const { pipeline, catalog } = makeProject({ plan, folder, isHarmless: true });
  await new SequentialRunner().run(pipeline, catalog, { onlyMissingOutputs: true });
}

function makeRunner(plan, folder) {
  const { runner, isAsync, isolation, maxWorkers, resourceLimits } = plan;
  if (runner === 'sequential') return new SequentialRunner({ isAsync });
  if (runner === 'concurrent') return new ConcurrentRunner({ isAsync });
  const bootstrap = { module: new URL('project.mjs', import.meta.url), data: { plan, folder } };
  return new ParallelRunner({
    isAsync,
    isolation,
    maxWorkers,
    bootstrap,
    ...(resourceLimits && { resourceLimits }),
  });
}

/** What happens to the run, when its time has come. */
function endingOf({ ending }, outcome, abort) {
  switch (ending?.kind) {
    case 'cancelled':
      return abort;
    case 'main-killed':
      return () => process.kill(process.pid, 'SIGKILL');
    case 'listener-throws':
      return () => {
        // What a listener throws at the very end concerns nobody any more.
        outcome.listenerThrew = outcome.events.at(-1).type !== 'run-failed';
        throw new Error('the listener threw');
      };
    default:
      return () => {};
  }
}

function isTime(ending, events) {
  if (ending?.onEvent !== undefined) return events.at(-1).type === ending.onEvent;
  return ending?.afterEvents !== undefined && events.length === ending.afterEvents;
}
