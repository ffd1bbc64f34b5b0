import { complaintAbout, expectationOf } from './expectation.mjs';

/** What is wrong with how a run ended; `{ error }` when it threw, `{}` otherwise. */
export function checkOutcome(plan, outcome, events) {
  const { fatal, lost } = expectationOf(plan);
  const ended = outcome.hasFailed
    ? checkError(plan, fatal, outcome.error)
    : checkSuccess(plan, fatal, outcome);
  if (ended.length > 0 || !plan.isObserved || !isForetold(plan)) return ended;
  return checkDone(plan, lost, doneOf(events), outcome.hasFailed);
}

/** The nodes that have finished. */
export function doneOf(events) {
  return new Set(events.filter(({ type }) => type === 'node-finished').map(({ node }) => node));
}

function isForetold({ nodes, ending }) {
  return ending === undefined && !nodes.some(({ fault }) => fault?.kind === 'throws-later');
}

function checkSuccess({ ending }, fatal, { listenerThrew }) {
  if (listenerThrew) return ['it succeeded, though its listener threw'];
  // Who is cancelled may have been at the end; whose fault was not reached, too.
  if (fatal.size === 0) return [];
  return [`it succeeded, though ${[...fatal.keys()]} could not${ending ? `, with ${ending.kind}` : ''}`];
}

function checkError(plan, fatal, error) {
  const { ending, nodes, onFailure } = plan;
  if (ending?.kind === 'cancelled' && error?.code === 'KEDRO_RUN_CANCELLED') return [];
  if (ending?.kind === 'listener-throws' && String(error?.message).includes('the listener threw')) return [];
  const leaving = nodes.find(({ fault }) => fault?.kind === 'throws-later');
  if (leaving) return checkLeftBehind(leaving, error);
  if (fatal.size === 0) return [`it failed, though all faults could be overcome: ${describe(error)}`];
  if (error?.code === 'KEDRO_NODES_FAILED') return checkSeveral(plan, fatal, error);
  if (onFailure === 'continue' && fatal.size > 1 && ending === undefined)
    return [`of ${fatal.size} failures it told one: ${describe(error)}`];
  const complaints = [...fatal.values()].map((node) => complaintAbout(error, node));
  return complaints.includes(undefined) ? [] : complaints.slice(0, 1);
}

function checkSeveral({ onFailure, ending }, fatal, { failures }) {
  if (onFailure !== 'continue') return ['several failures, though it was to end with the first'];
  const names = failures.map(({ node }) => node);
  const strangers = names.filter((name) => !fatal.has(name));
  if (strangers.length > 0)
    return [
      `${strangers} failed, too: ${describe(failures.find(({ node }) => node === strangers[0]).error)}`,
    ];
  if (ending === undefined && names.length !== fatal.size)
    return [`only ${names} failed, of ${[...fatal.keys()]}`];
  return failures.map(({ node, error }) => complaintAbout(error, fatal.get(node))).filter(Boolean);
}

/** What a node leaves behind takes its worker along, and the node that is running there. */
function checkLeftBehind({ name }, error) {
  const all = error?.code === 'KEDRO_NODES_FAILED' ? error.errors : [error];
  return all
    .filter((one) => one?.code !== 'KEDRO_WORKER_DIED' || one.node !== name)
    .map((one) => `it failed otherwise than by what ${name} left behind: ${describe(one)}`);
}

function checkDone({ nodes, onFailure }, lost, done, hasFailed) {
  const wrong = nodes.filter(({ name }) => lost.has(name) && done.has(name)).map(({ name }) => name);
  if (wrong.length > 0) return [`${wrong} finished, which could not`];
  if (hasFailed && onFailure !== 'continue') return [];
  const missing = nodes.filter(({ name }) => !lost.has(name) && !done.has(name)).map(({ name }) => name);
  return missing.length === 0 ? [] : [`${missing} did not finish`];
}

export function describe(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name} ${error.code ?? ''}: ${error.message}${cause}`.slice(0, 600);
}
