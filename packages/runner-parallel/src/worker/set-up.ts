import { SharedMemoryDataset, storeInMemory } from '@kedro-ts/io';
import type { PluginMessage } from '@kedro-ts/hooks';
import type { Node } from '@kedro-ts/pipeline';
import type { BootstrapFunction, WorkerScope } from '@kedro-ts/runner';
import { storeInFolder } from '../exchange.js';
import type { ExpectedNode, WorkerInit } from '../protocol/main-message.js';
import type { WorkerProblem } from '../protocol/worker-message.js';

/** Makes the project anew in this worker, and compares it with what main has. */
export async function setUp(
  init: WorkerInit,
  post: (message: PluginMessage) => void,
): Promise<{
  scope: WorkerScope;
  nodes: readonly (Node | undefined)[];
  exchanged: ReadonlyMap<string, SharedMemoryDataset>;
  problems: WorkerProblem[];
}> {
  const { runId, workerId } = init;
  const bootstrap = await importBootstrap(init);
  const scope = await bootstrap(init.data, { runId, workerId, post, fromMain: init.pluginData });
  const store = init.folder === undefined ? storeInMemory : storeInFolder(init.folder);
  const exchanged = new Map(
    init.exchanged.map(([name, copyMode]) => [name, new SharedMemoryDataset({ store, copyMode })]),
  );
  for (const [name, dataset] of exchanged) scope.catalog.set(name, dataset);
  await scope.catalog.materialise(init.own);
  await scope.catalog.materialiseUnknown?.(init.own);
  const nodes = init.nodes.map(([name]) => scope.findNode(name));
  return {
    scope,
    nodes,
    exchanged,
    problems: [...nodeProblems(init, nodes), ...datasetProblems(init, scope)],
  };
}

async function importBootstrap(init: WorkerInit): Promise<BootstrapFunction> {
  const module = (await import(init.module)) as Record<string, unknown>;
  const bootstrap = module[init.export];
  if (typeof bootstrap === 'function') return bootstrap as BootstrapFunction;
  throw new Error(
    `the bootstrap module ${init.module} does not export a function "${init.export}" (it exports: ${Object.keys(module).join(', ') || 'nothing'}).`,
  );
}

function nodeProblems(init: WorkerInit, nodes: readonly (Node | undefined)[]): WorkerProblem[] {
  const problems: WorkerProblem[] = [];
  for (const [i, node] of nodes.entries()) {
    const expected = init.nodes[i]!;
    const [name] = expected;
    if (node === undefined) problems.push({ kind: 'node-missing', name });
    else if (!isAsExpected(node, expected)) problems.push({ kind: 'node-differs', name });
  }
  return problems;
}

function datasetProblems({ own }: WorkerInit, { catalog }: WorkerScope): WorkerProblem[] {
  return own.flatMap((name): WorkerProblem[] => {
    const dataset = catalog.peek(name);
    if (dataset === undefined) return [{ kind: 'dataset-missing', name }];
    return dataset.ephemeral ? [{ kind: 'dataset-in-memory', name }] : [];
  });
}

function isAsExpected({ inputs, outputs }: Node, expected: ExpectedNode): boolean {
  const [firstInput, firstOutput] = [2, 2 + inputs.length];
  return (
    expected[1] === inputs.length &&
    expected.length === firstOutput + outputs.length &&
    inputs.every((dataset, i) => dataset === expected[firstInput + i]) &&
    outputs.every((dataset, i) => dataset === expected[firstOutput + i])
  );
}
