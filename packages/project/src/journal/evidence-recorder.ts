import {
  isPromiseLike,
  type Catalog,
  type Dataset,
  type FileEvidence,
  type MaybePromise,
} from '@kedro-ts/io';
import { isParameter, stripTranscoding, type Node, type Pipeline } from '@kedro-ts/pipeline';
import { fileStat, type FileDigests } from './file-digests.js';
import type { NodeDigester } from './node-digests.js';
import type { NodeFacts } from './journal-line.js';

/** After how many milliseconds of work what it rested on is worked out before anything else happens: no more can get lost. */
const LONG_MS = 50;

/** For how many milliseconds at a time digests of code are worked out beside the nodes. */
const SLICE_MS = 4;

/** So long after a node nothing is worked out, in milliseconds: most runs that are over soon finish, and need none of it. */
const DELAY_MS = 100;

/** What an {@link EvidenceRecorder} works with. */
export interface EvidenceRecorderOptions {
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  readonly digester: NodeDigester;
  readonly files: FileDigests;
  /** Is told of a finished node at once. */
  readonly onStat: (facts: NodeFacts) => void;
  /** Is told of it again, when the content of its files is known. */
  readonly onEvidence: (facts: NodeFacts) => void;
}

/**
 * Works out what finished nodes rested on, beside the nodes that run. Every dataset is looked at once: when what writes it has
 * finished, or, when nothing does, before the first node starts; so what changes later is seen to have changed.
 */
export class EvidenceRecorder {
  readonly #options: EvidenceRecorderOptions;
  readonly #nodes: ReadonlyMap<string, Node>;
  /** The names of each dataset that is read or written in several formats. */
  readonly #formats = new Map<string, string[]>();
  readonly #seen = new Map<string, Observation>();
  readonly #waiting: Node[] = [];
  readonly #open = new Set<Promise<void>>();
  #waitingMs = 0;
  #isScheduled = false;

  constructor(options: EvidenceRecorderOptions) {
    this.#options = options;
    const { nodes, datasets } = options.pipeline;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    for (const name of datasets) {
      const base = stripTranscoding(name);
      if (base === name) continue;
      const names = this.#formats.get(base);
      if (names === undefined) this.#formats.set(base, [name]);
      else names.push(name);
    }
  }

  /** Before the first node starts. */
  begin(): void {
    for (const name of this.#options.pipeline.inputs) this.#observeAll(name);
  }

  /** When a node has finished. */
  nodeFinished(name: string, durationMs: number): void {
    const node = this.#nodes.get(name);
    if (node === undefined) return;
    for (const output of node.outputs) this.#observeAll(output);
    this.#waiting.push(node);
    this.#waitingMs += durationMs;
    if (this.#waitingMs >= LONG_MS) this.#workOff();
    else this.#schedule();
  }

  /** When the run is over: what has not been worked out is now. */
  async end(): Promise<void> {
    this.#workOff();
    await Promise.all(this.#open);
  }

  /** When nobody wants to wait any more: only the contents of files are left out. */
  stop(): void {
    this.#workOff();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => this.#workOffInSlices(), DELAY_MS).unref();
  }

  #workOffInSlices(): void {
    this.#workOff(SLICE_MS);
    this.#isScheduled = this.#waiting.length > 0;
    if (this.#isScheduled) setImmediate(() => this.#workOffInSlices());
  }

  #workOff(forMs = Infinity): void {
    const end = performance.now() + forMs;
    while (this.#waiting.length > 0 && performance.now() < end) this.#tell(this.#waiting.shift()!);
    if (this.#waiting.length === 0) this.#waitingMs = 0;
  }

  #tell(node: Node): void {
    const digests = digestsOrNone(this.#options.digester, node);
    // Nothing is said of a node of which something cannot be told: it is run again.
    if (digests === undefined) return;
    const inputs = this.#observationsOf(node.inputs);
    const outputs = this.#observationsOf(node.outputs);
    const factsBy = (part: Part): MaybePromise<NodeFacts> => {
      const [read, written] = [collect(inputs, part), collect(outputs, part)];
      const facts = (ins: Told, outs: Told): NodeFacts => ({
        node: node.name,
        ...digests,
        inputs: ins,
        outputs: outs,
      });
      return isPromiseLike(read) || isPromiseLike(written)
        ? Promise.all([read, written]).then(([ins, outs]) => facts(ins, outs))
        : facts(read, written);
    };
    const { onStat, onEvidence } = this.#options;
    const isPlain = inputs.length + outputs.length === 0;
    if (!isPlain) this.#when(factsBy('stat'), onStat);
    this.#when(factsBy('content'), onEvidence);
  }

  #when(facts: MaybePromise<NodeFacts>, tell: (facts: NodeFacts) => void): void {
    if (!isPromiseLike(facts)) return tell(facts);
    const telling: Promise<void> = facts.then(tell).finally(() => this.#open.delete(telling));
    this.#open.add(telling);
  }

  #observeAll(name: string): void {
    const names = this.#formats.get(stripTranscoding(name)) ?? [name];
    for (const format of names) if (!isParameter(format)) this.#observe(format);
  }

  #observe(name: string): void {
    const dataset = this.#options.catalog.peek(name);
    if (dataset === undefined) return;
    // Of data in memory nothing can be told when the process is gone.
    if (dataset.ephemeral && dataset.evidence === undefined) return;
    const stat = evidenceOf(dataset, fileStat);
    let content: Promise<string | undefined> | undefined;
    this.#seen.set(name, {
      name,
      isEphemeral: dataset.ephemeral === true,
      stat,
      content: () => (content ??= dataset.evidence ? this.#contentOf(dataset, stat) : undefined),
    });
  }

  /** Undefined when it has changed since it was looked at. */
  async #contentOf(dataset: Dataset, before: MaybePromise<string | undefined>): Promise<string | undefined> {
    if ((await before) === undefined) return undefined;
    const content = await evidenceOf(dataset, this.#options.files.digestOf);
    return (await evidenceOf(dataset, fileStat)) === (await before) ? content : undefined;
  }

  #observationsOf(names: readonly string[]): Observation[] {
    return [...new Set(names)].map((name) => this.#seen.get(name)).filter((seen) => seen !== undefined);
  }
}

/** What was seen of a dataset. */
interface Observation {
  readonly name: string;
  readonly isEphemeral: boolean;
  readonly stat: MaybePromise<string | undefined>;
  /** Read when it is asked for; undefined when the dataset cannot tell. */
  content(): Promise<string | undefined> | undefined;
}

type Part = 'stat' | 'content';
type Told = Readonly<Record<string, string | null>>;

function collect(observations: readonly Observation[], part: Part): MaybePromise<Told> {
  const values = observations.map((seen) => (part === 'stat' ? seen.stat : seen.content()));
  const told = (settled: readonly (string | undefined)[]): Told =>
    Object.fromEntries(
      observations.flatMap(({ name, isEphemeral }, i) =>
        settled[i] === undefined && isEphemeral ? [] : [[name, settled[i] ?? null]],
      ),
    );
  return values.some(isPromiseLike)
    ? Promise.all(values.map((value) => Promise.resolve(value))).then(told)
    : told(values as readonly (string | undefined)[]);
}

/** Evidence, by what is said of each file; a dataset that cannot give any has none. */
export function evidenceOf(dataset: Dataset, files: FileEvidence): MaybePromise<string | undefined> {
  try {
    const evidence = dataset.evidence?.(files);
    return isPromiseLike(evidence) ? Promise.resolve(evidence).catch(() => undefined) : evidence;
  } catch {
    return undefined;
  }
}

/** The digests of a node; a module that cannot be read any more, or not taken apart, is no reason for a run to fail. */
export function digestsOrNone(digester: NodeDigester, node: Node): ReturnType<NodeDigester['digestsOf']> {
  try {
    return digester.digestsOf(node);
  } catch {
    return undefined;
  }
}
