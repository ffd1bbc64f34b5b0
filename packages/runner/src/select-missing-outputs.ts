import type { Catalog } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';

/**
 * The part of a pipeline that has to run for all its outputs to be there: nodes that leave nothing, nodes with an output that
 * ought to outlive the run and does not exist, and, back from them, the nodes that make what these read and what is not there
 * (only in memory, or not yet written). Linear in nodes and edges.
 */
export async function selectMissingOutputs(pipeline: Pipeline, catalog: Catalog): Promise<Pipeline> {
  await catalog.materialise(pipeline.datasets);
  const isThere = new Map<string, boolean>();
  for (const dataset of pipeline.datasets) {
    const known = catalog.peek(dataset);
    isThere.set(dataset, known !== undefined && !known.ephemeral && (await catalog.exists(dataset)));
  }
  const isMissing = (dataset: string): boolean => {
    const known = catalog.peek(dataset);
    return known !== undefined && !known.ephemeral && !isThere.get(dataset);
  };
  const writer = new Map(
    pipeline.nodes.flatMap((node) => node.outputs.map((dataset) => [dataset, node] as const)),
  );
  const kept = new Set(
    pipeline.nodes.filter(({ outputs }) => outputs.length === 0 || outputs.some(isMissing)),
  );
  // A set hands over what is added to it while it is walked.
  for (const node of kept) {
    for (const dataset of node.inputs) {
      const needed = isThere.get(dataset) ? undefined : writer.get(dataset);
      if (needed) kept.add(needed);
    }
  }
  return pipeline.onlyNodes(...[...kept].map(({ name }) => name));
}
