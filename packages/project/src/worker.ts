import { applyPlugins } from '@kedro-ts/hooks';
import type { WorkerHost, WorkerScope } from '@kedro-ts/runner';
import { ProjectPipelines } from './pipeline-registry.js';
import { createContext, type ContextOptions } from './project-context.js';
import { openProject, type ProjectPointer } from './project.js';
import { resolvePlugins } from './resolve-plugins.js';

/** What main tells a worker about the project. */
export interface WorkerData {
  readonly project: ProjectPointer;
  readonly context: ContextOptions;
  /** The pipelines whose nodes are to run. Default: the default pipeline. */
  readonly pipelines?: readonly string[];
  /** Names or modules of plugins that are left out besides those of the config. Default: none. */
  readonly withoutPlugins?: readonly string[];
}

/** Opens the project inside a worker, as `createSession` does in main: config, plugins, context, catalog, pipelines. */
export async function bootstrap(data: WorkerData, host: WorkerHost): Promise<WorkerScope> {
  const { runId, workerId, post, fromMain } = host;
  const project = await openProject(data.project);
  const plugins = applyPlugins(await resolvePlugins(project, data.withoutPlugins), {
    where: 'worker',
    workerId,
    // A tap may give back what report() gives, which must be nothing.
    post: (message) => void post(message),
    fromMain,
  });
  const { catalog, parameters, env } = await createContext(project, data.context, plugins, {
    runId,
    where: 'worker',
  });
  const pipelines = await ProjectPipelines.of(project, { parameters, env });
  const pipeline = await pipelines.sum(data.pipelines);
  return { catalog, plugins, findNode: (name) => pipeline.findNode(name) };
}
