import { SharedMemoryDataset, storeInMemory } from '@kedro-ts/io';
import type { PluginMessage } from '@kedro-ts/hooks';
import type { BootstrapFunction, WorkerScope } from '@kedro-ts/runner';
import { storeInFolder } from '../exchange.js';
import type { WorkerInit } from '../protocol/main-message.js';
import type { WorkerProblem } from '../protocol/worker-message.js';

/** Makes the project anew in this worker, and compares it with what main has. */
export async function setUp(
  init: WorkerInit,
  post: (message: PluginMessage) => void,
): Promise<{
  scope: WorkerScope;
  exchanged: ReadonlyMap<string, SharedMemoryDataset>;
  problems: WorkerProblem[];
}> {
  const { runId, workerId } = init;
  const bootstrap = await importBootstrap(init);
  const scope = await bootstrap(init.data, { runId, workerId, post });
  const store = init.folder === undefined ? storeInMemory : storeInFolder(init.folder);
  const exchanged = new Map(
    init.exchanged.map(({ name, copyMode }) => [name, new SharedMemoryDataset({ store, copyMode })]),
  );
  for (const [name, dataset] of exchanged) scope.catalog.set(name, dataset);
  await scope.catalog.materialise(init.own);
  return { scope, exchanged, problems: [...nodeProblems(init, scope), ...datasetProblems(init, scope)] };
}

async function importBootstrap(init: WorkerInit): Promise<BootstrapFunction> {
  const module = (await import(init.module)) as Record<string, unknown>;
  const bootstrap = module[init.export];
  if (typeof bootstrap === 'function') return bootstrap as BootstrapFunction;
  throw new Error(
    `the bootstrap module ${init.module} does not export a function "${init.export}" (it exports: ${Object.keys(module).join(', ') || 'nothing'}).`,
  );
}

function nodeProblems({ nodes }: WorkerInit, scope: WorkerScope): WorkerProblem[] {
  return nodes.flatMap(({ name, inputs, outputs }): WorkerProblem[] => {
    const node = scope.findNode(name);
    if (node === undefined) return [{ kind: 'node-missing', name }];
    const isSame = areEqual(node.inputs, inputs) && areEqual(node.outputs, outputs);
    return isSame ? [] : [{ kind: 'node-differs', name }];
  });
}

function datasetProblems({ own }: WorkerInit, { catalog }: WorkerScope): WorkerProblem[] {
  return own.flatMap((name): WorkerProblem[] => {
    const dataset = catalog.peek(name);
    if (dataset === undefined) return [{ kind: 'dataset-missing', name }];
    return dataset.ephemeral ? [{ kind: 'dataset-in-memory', name }] : [];
  });
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
