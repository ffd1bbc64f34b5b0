import type { ReceivedSpan } from './otlp-receiver.js';

/** A span and those below it, without what differs from run to run. */
export interface SpanTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failure?: string;
  readonly children: readonly SpanTree[];
}

/** What may differ between runners: which one it is, and which worker. */
const OF_THE_RUNNER = ['kedro.run.runner', 'kedro.worker.id'];

/**
 * The trees that spans make, in the order of their names.
 *
 * @throws Error for a span whose parent is not there.
 */
export function treesOf(spans: readonly ReceivedSpan[]): SpanTree[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const orphan = spans.find(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId));
  if (orphan) throw new Error(`the parent of the span ${orphan.name} is not there`);
  return childrenOf(undefined, spans);
}

/** A tree as lines: names, indented, and how they failed. */
export function outline(trees: readonly SpanTree[], indent = ''): string[] {
  return trees.flatMap(({ name, failure, children }) => [
    `${indent}${name}${failure === undefined ? '' : ` !${failure}`}`,
    ...outline(children, `${indent}  `),
  ]);
}

function childrenOf(parent: string | undefined, spans: readonly ReceivedSpan[]): SpanTree[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .map(({ name, attributes, failure, spanId }) => ({
      name: name.replace(/^run \w+$/, 'run'),
      attributes: Object.fromEntries(
        Object.entries(attributes).filter(([key]) => !OF_THE_RUNNER.includes(key)),
      ),
      ...(failure !== undefined && { failure }),
      children: childrenOf(spanId, spans),
    }))
    .sort((a, b) => compare(sortKey(a), sortKey(b)));
}

function sortKey({ name, attributes }: SpanTree): string {
  return `${name} ${JSON.stringify(Object.entries(attributes).sort())}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
