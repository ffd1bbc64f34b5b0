import type { JournalLine, NodeFacts } from '../journal/journal-line.js';

/** What the evidence of a dataset was; without either it cannot be checked. */
export interface RecordedData {
  readonly stat?: string;
  readonly content?: string;
}

/** What a journal says of a node that had finished. */
export interface RecordedNode {
  readonly node: string;
  readonly code: string;
  readonly wiring: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly inputs: ReadonlyMap<string, RecordedData>;
  readonly outputs: ReadonlyMap<string, RecordedData>;
  /** The run in which it finished. */
  readonly from: string;
}

/** What a journal says of nodes. */
export interface RecordedNodes {
  /** Of these enough is known to check whether they have to run again. */
  readonly nodes: ReadonlyMap<string, RecordedNode>;
  /** All that finished, in this run or in one that it resumed. */
  readonly finished: ReadonlySet<string>;
}

/** Gathers what a journal says of finished nodes; what comes later replaces what came before. */
export function recordedNodes(lines: readonly JournalLine[]): RecordedNodes {
  const nodes = new Map<string, RecordedNode>();
  const finished = new Set<string>();
  for (const line of lines) {
    if (line.type === 'node-finished') finished.add(line.node);
    else if (line.type === 'node-stat') {
      const from = line.runId;
      const stat = (evidence: string | null): RecordedData => (evidence === null ? {} : { stat: evidence });
      nodes.set(line.node, { ...digestsOf(line), from, ...dataOf(line, stat) });
    } else if (line.type === 'node-evidence') {
      const { from = line.runId, stats = {} } = line;
      const earlier = nodes.get(line.node);
      const content = (evidence: string | null, dataset: string): RecordedData => ({
        ...earlier?.inputs.get(dataset),
        ...earlier?.outputs.get(dataset),
        ...(Object.hasOwn(stats, dataset) && { stat: stats[dataset]! }),
        ...(evidence !== null && { content: evidence }),
      });
      nodes.set(line.node, { ...digestsOf(line), from, ...dataOf(line, content) });
      finished.add(line.node);
    }
  }
  return { nodes, finished };
}

function digestsOf({
  node,
  code,
  wiring,
  parameters,
}: NodeFacts): Omit<RecordedNode, 'from' | 'inputs' | 'outputs'> {
  return { node, code, wiring, parameters };
}

function dataOf(
  { inputs, outputs }: NodeFacts,
  recorded: (evidence: string | null, dataset: string) => RecordedData,
): Pick<RecordedNode, 'inputs' | 'outputs'> {
  const read = (told: NodeFacts['inputs']): Map<string, RecordedData> =>
    new Map(Object.entries(told).map(([dataset, evidence]) => [dataset, recorded(evidence, dataset)]));
  return { inputs: read(inputs), outputs: read(outputs) };
}
