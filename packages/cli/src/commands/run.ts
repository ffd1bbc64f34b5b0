import type { Catalog, Dataset } from '@kedro-ts/io';
import { createSession } from '@kedro-ts/project';
import { createRunId } from '@kedro-ts/runner';
import { sessionOptions } from '../options/session-options.js';
import type { RunCommandOptions } from '../options/run-command-options.js';
import { exitWhenPrinted } from '../run/exit-when-printed.js';
import { listenForInterruption } from '../run/interruption.js';
import { openRunDisplay } from '../run/run-display.js';
import { catchStrayErrors } from '../run/stray-errors.js';
import { warnOfUnknownParams } from '../run/warn-of-unknown-params.js';
import { warnIfStillAlive } from '../run/warn-if-still-alive.js';

/** Runs pipelines of the project around the working folder; `args` is what the user typed after `kedro`. */
export async function run(options: RunCommandOptions, args: readonly string[]): Promise<number> {
  const configuration = sessionOptions(options);
  const runId = createRunId();
  const display = openRunDisplay(runId, options, args);
  const interruption = listenForInterruption(() =>
    display.note('Stopping. Press Ctrl-C again to end the process at once.'),
  );
  const leaveStrayErrors = catchStrayErrors((error) => {
    display.strayError(error);
    interruption.abort(error);
  });
  try {
    await using session = await createSession({
      ...configuration,
      ...(options.loadVersions && { loadVersions: options.loadVersions }),
      runId,
      prepare: { runner: options.runner, runnerOptions: runnerOptions(options) },
    });
    await warnOfUnknownParams(configuration, session.context);
    const saved = new Set<string>();
    const { outputs, data } = await session.run({
      ...selection(options),
      runner: options.runner,
      runnerOptions: runnerOptions(options),
      onlyMissingOutputs: options.onlyMissingOutputs,
      onEvent: (event) => {
        if (event.type === 'dataset-saved') saved.add(event.dataset);
        display.event(event);
      },
      signal: interruption.signal,
    });
    display.outputs({ ...persistent(saved, session.context.catalog), ...outputs }, data);
    return 0;
  } catch (error) {
    display.error(error);
    const exitCode = interruption.exitCode ?? 1;
    if (interruption.signal.aborted) exitWhenPrinted(exitCode);
    return exitCode;
  } finally {
    display.close();
    interruption.stop();
    leaveStrayErrors();
    if (options.quiet !== true) warnIfStillAlive();
  }
}

/** The datasets of these names that outlive the run. */
function persistent(names: Iterable<string>, catalog: Catalog): Record<string, Dataset> {
  const datasets = [...names].map((name) => [name, catalog.peek(name)] as const);
  return Object.fromEntries(
    datasets.filter((entry): entry is [string, Dataset] => entry[1] !== undefined && !entry[1].ephemeral),
  );
}

/** Which nodes of which pipelines; an empty list is no condition. */
function selection(options: RunCommandOptions): Record<Selector, readonly string[] | undefined> {
  const given = (...names: readonly string[]): readonly string[] | undefined =>
    names.length > 0 ? names : undefined;
  return {
    pipelines: given(...(options.pipelines ?? []), ...(options.pipeline ?? [])),
    tags: given(...(options.tags ?? [])),
    nodeNames: given(...(options.nodes ?? [])),
    fromNodes: given(...(options.fromNodes ?? [])),
    toNodes: given(...(options.toNodes ?? [])),
    fromInputs: given(...(options.fromInputs ?? [])),
    toOutputs: given(...(options.toOutputs ?? [])),
    nodeNamespaces: given(...(options.namespaces ?? [])),
  };
}

type Selector =
  | 'pipelines'
  | 'tags'
  | 'nodeNames'
  | 'fromNodes'
  | 'toNodes'
  | 'fromInputs'
  | 'toOutputs'
  | 'nodeNamespaces';

function runnerOptions({
  async,
  maxWorkers,
  isolation,
}: RunCommandOptions): Record<string, unknown> | undefined {
  const given = Object.entries({ isAsync: async, maxWorkers, isolation }).filter(
    ([, value]) => value !== undefined,
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
