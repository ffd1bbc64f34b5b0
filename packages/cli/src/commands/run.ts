import type { Catalog, Dataset } from '@kedro-ts/io';
import { createSession, type RunRequest } from '@kedro-ts/project';
import { createRunId } from '@kedro-ts/runner';
import { pluginsOptions } from '../options/plugins-option.js';
import { sessionOptions } from '../options/session-options.js';
import type { RunCommandOptions } from '../options/run-command-options.js';
import { AbandonedNodes } from '../run/abandoned-nodes.js';
import { exitWhenPrinted } from '../run/exit-when-printed.js';
import { listenForInterruption } from '../run/interruption.js';
import { openRunDisplay } from '../run/run-display.js';
import { resumeNotes } from '../run/resume-notes.js';
import { restoreRequest } from '../run/restore-request.js';
import { catchStrayErrors } from '../run/stray-errors.js';
import { warnOfUnknownParams } from '../run/warn-of-unknown-params.js';
import { warnIfStillAlive } from '../run/warn-if-still-alive.js';

/** Runs pipelines of the project around the working folder; `args` is what the user typed after `kedro`. */
export async function run(options: RunCommandOptions, args: readonly string[]): Promise<number> {
  const asked = requestOf(options);
  const runId = createRunId();
  const display = openRunDisplay(runId, options, args);
  const interruption = listenForInterruption(() =>
    display.note('Stopping. Press Ctrl-C again to end the process at once.'),
  );
  const leaveStrayErrors = catchStrayErrors((error) => {
    display.strayError(error);
    interruption.abort(error);
  });
  const abandoned = new AbandonedNodes();
  let exitCode = 0;
  try {
    const { request, resumed } = await restoreRequest(asked, options.resume);
    const { runner, pipelines, filter, onlyMissingOutputs } = request;
    if (resumed && options.quiet !== true) display.note(resumeNotes.beginning(resumed));
    const configuration = {
      ...{ cwd: process.cwd(), env: request.env, confSource: request.confSource },
      runtimeParams: request.runtimeParams ?? {},
    };
    await using session = await createSession({
      ...configuration,
      ...(request.loadVersions && { loadVersions: request.loadVersions }),
      ...pluginsOptions(options),
      runId,
      prepare: { runner, runnerOptions: request.runnerOptions },
    });
    await warnOfUnknownParams(configuration, session.context);
    const saved = new Set<string>();
    const { outputs, data } = await session.run({
      ...filter,
      pipelines,
      runner,
      runnerOptions: request.runnerOptions,
      onlyMissingOutputs,
      ...(options.onFailure && { onFailure: options.onFailure }),
      ...(resumed && { resume: resumed.header.runId }),
      onResume: (plan) => {
        if (options.verbose === true) resumeNotes.repeated(plan).forEach((note) => display.note(note));
      },
      onEvent: (event) => {
        if (event.type === 'dataset-saved') saved.add(event.dataset);
        abandoned.note(event);
        display.event(event);
      },
      signal: interruption.signal,
    });
    display.outputs({ ...persistent(saved, session.context.catalog), ...outputs }, data);
  } catch (error) {
    display.error(error);
    exitCode = interruption.exitCode ?? 1;
  } finally {
    display.close();
    interruption.stop();
    leaveStrayErrors();
    if (interruption.signal.aborted || abandoned.areThere) exitWhenPrinted(exitCode);
    else if (options.quiet !== true) warnIfStillAlive();
  }
  return exitCode;
}

/** The datasets of these names that outlive the run. */
function persistent(names: Iterable<string>, catalog: Catalog): Record<string, Dataset> {
  const datasets = [...names].map((name) => [name, catalog.peek(name)] as const);
  return Object.fromEntries(
    datasets.filter((entry): entry is [string, Dataset] => entry[1] !== undefined && !entry[1].ephemeral),
  );
}

/** What the options ask for; an empty list is no condition. */
function requestOf(options: RunCommandOptions): RunRequest {
  const given = (...names: readonly string[]): readonly string[] | undefined =>
    names.length > 0 ? names : undefined;
  const { env, confSource, runtimeParams } = sessionOptions(options);
  const filter = {
    tags: given(...(options.tags ?? [])),
    nodeNames: given(...(options.nodes ?? [])),
    fromNodes: given(...(options.fromNodes ?? [])),
    toNodes: given(...(options.toNodes ?? [])),
    fromInputs: given(...(options.fromInputs ?? [])),
    toOutputs: given(...(options.toOutputs ?? [])),
    nodeNamespaces: given(...(options.namespaces ?? [])),
  };
  return withoutUndefined({
    ...{ env, confSource },
    runtimeParams: options.params === undefined ? undefined : runtimeParams,
    loadVersions: options.loadVersions,
    pipelines: given(...(options.pipelines ?? []), ...(options.pipeline ?? [])),
    filter: withoutUndefined(filter),
    runner: options.runner,
    runnerOptions: runnerOptions(options),
    onlyMissingOutputs: options.onlyMissingOutputs,
  });
}

/** The fields that have a value. */
function withoutUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

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
