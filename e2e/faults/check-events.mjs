/** What is wrong with the events of a run: each node that starts ends once, nothing comes out of turn, and all counts are right. */
export function checkEvents(plan, events, { hasFailed, hasEndedEarly }) {
  const complaints = [];
  const complain = (text) => complaints.push(`events: ${text}`);
  const nodes = new Map(plan.nodes.map((node) => [node.name, { ...node, state: 'waiting', attempt: 0 }]));
  const makers = new Map(plan.nodes.flatMap(({ name, outputs }) => outputs.map((output) => [output, name])));
  const most = plan.runner === 'sequential' ? 1 : plan.runner === 'parallel' ? plan.maxWorkers : Infinity;
  let finished = 0;
  let running = 0;

  if (events[0]?.type !== 'run-started') complain(`the first is ${events[0]?.type}`);
  const last = events.at(-1)?.type;
  if (last !== (hasFailed ? 'run-failed' : 'run-finished')) complain(`the last is ${last}`);
  for (const event of events) {
    const node = nodes.get(event.node);
    switch (event.type) {
      case 'node-started':
        if (node.state !== 'waiting' && node.state !== 'retried')
          complain(`${node.name} starts, ${node.state}`);
        if ((event.attempt ?? 1) !== ++node.attempt)
          complain(`${node.name} starts try ${event.attempt}, not ${node.attempt}`);
        for (const input of node.inputs)
          if (
            nodes.get(makers.get(input))?.state === 'waiting' ||
            nodes.get(makers.get(input))?.state === 'running'
          )
            complain(`${node.name} starts before ${makers.get(input)} has finished`);
        node.state = 'running';
        if (++running > most) complain(`${running} nodes run at once, with ${most} workers`);
        break;
      case 'dataset-loaded':
      case 'dataset-saved':
        // What a timeout has left to itself goes on, as do, with isAsync, other loads beside one that has failed.
        if (node.timeout !== undefined || (plan.isAsync && event.type === 'dataset-loaded')) break;
        if (node.state !== 'running') complain(`${event.type} of ${node.name}, ${node.state}`);
        break;
      case 'node-finished':
      case 'node-failed':
      case 'node-retried':
        if (node.state === 'running') running--;
        else if (!neverStarted(event, node)) complain(`${event.type} of ${node.name}, ${node.state}`);
        node.state = event.type.slice('node-'.length);
        if (event.type === 'node-finished' && event.done !== ++finished)
          complain(`${event.done} nodes are done at ${node.name}, not ${finished}`);
        if (event.type === 'node-retried' && event.attempt !== node.attempt)
          complain(`${node.name} is retried after try ${event.attempt}, not ${node.attempt}`);
        if (event.durationMs < 0 || !(event.durationMs < 60_000))
          complain(`${node.name} took ${event.durationMs} ms`);
        break;
      case 'run-finished':
      case 'run-failed':
        if (event !== events.at(-1)) complain(`something comes after ${event.type}`);
        if (event.done !== finished) complain(`${event.type} says ${event.done} done, not ${finished}`);
        if (event.total !== plan.nodes.length) complain(`${event.type} says ${event.total} in total`);
        break;
    }
  }
  const abandoned = [...nodes.values()].filter(({ state }) => state === 'running').map(({ name }) => name);
  if (abandoned.length > 0 && !hasEndedEarly) complain(`${abandoned} started and did not end`);
  return [...new Set(complaints)];
}

/** A node fails without having started when there is no worker left for it, or when its inputs cannot be handed to workers. */
function neverStarted({ type, workerId }, { state }) {
  return type === 'node-failed' && workerId === undefined && (state === 'waiting' || state === 'retried');
}
