import { CODES } from './plant-faults.mjs';

/**
 * What is to come of a plan whose run nobody ends from outside: `fatal` are the nodes that fail for good, by name, of those that can be
 * reached; `lost` are these and all that need what they do not make.
 */
export function expectationOf({ nodes }) {
  const fatal = new Map();
  const lost = new Set();
  const makers = new Map(nodes.flatMap(({ name, outputs }) => outputs.map((output) => [output, name])));
  for (const node of nodes) {
    if (node.inputs.some((input) => lost.has(makers.get(input)))) lost.add(node.name);
    else if (isFatal(node)) {
      fatal.set(node.name, node);
      lost.add(node.name);
    }
  }
  return { fatal, lost };
}

function isFatal({ fault, retry }) {
  if (fault?.attempts === undefined) return false;
  const isRetried = retry !== undefined && (retry.on === undefined || retry.on.includes(CODES[fault.kind]));
  return fault.attempts > (isRetried ? retry.limit : 0);
}

/** What is wrong with the error of one node; nothing when it is as it should be. */
export function complaintAbout(error, { name, fault }) {
  if (fault.kind === 'throws-strange') return undefined;
  const code = CODES[fault.kind];
  if (error?.code !== code)
    return `the error of ${name} has the code ${error?.code}, not ${code}: ${messageOf(error)}`;
  if (!messageOf(error).includes(name)) return `the error of ${name} does not name it: ${messageOf(error)}`;
  if (code !== 'FAULT' && error.node !== name) return `the error of ${name} has the node ${error.node}`;
  const stage = code === 'KEDRO_WORKER_DIED' ? fault.stage : undefined;
  if (stage !== undefined && error.stage !== stage) return `${name} died in ${error.stage}, not in ${stage}`;
  return undefined;
}

/** Of some errors it cannot be read. */
function messageOf(error) {
  try {
    return String(error?.message);
  } catch {
    return 'a message that cannot be read';
  }
}
