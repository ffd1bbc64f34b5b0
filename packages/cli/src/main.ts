import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { showWarnings } from './show-warnings.js';

/**
 * Carries out a command line, and gives its exit code: 0 done, 1 failed, 2 wrong use, 130 or 143 stopped by a signal.
 *
 * A cancelled run ends the process besides, because its nodes may go on.
 *
 * @param args - what follows `kedro`; nothing shows the help
 */
export async function main(args: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  showWarnings();
  let exitCode = 0;
  // Each command is loaded when it is called: help and version need none of them.
  const program = createProgram(
    {
      run: async (options) => (await import('./commands/run.js')).run(options, args),
      registryList: async (options) => (await import('./commands/registry-list.js')).registryList(options),
      registryDescribe: async (name, options) =>
        (await import('./commands/registry-describe.js')).registryDescribe(name, options),
      configShow: async (key, options) =>
        (await import('./commands/config-show.js')).configShow(key, options),
      configExplain: async (path, options) =>
        (await import('./commands/config-explain.js')).configExplain(path, options),
      pluginsList: async (options) => (await import('./commands/plugins-list.js')).pluginsList(options),
      runsList: async (options) => (await import('./commands/runs-list.js')).runsList(options),
      runsShow: async (runId, options) => (await import('./commands/runs-show.js')).runsShow(runId, options),
      catalogDescribeDatasets: async (options) =>
        (await import('./commands/catalog-describe-datasets.js')).catalogDescribeDatasets(options),
      catalogListPatterns: async (options) =>
        (await import('./commands/catalog-list-patterns.js')).catalogListPatterns(options),
      catalogResolvePatterns: async (options) =>
        (await import('./commands/catalog-resolve-patterns.js')).catalogResolvePatterns(options),
    },
    (code) => {
      exitCode = code;
    },
  );
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return (await import('./report-error.js')).reportError(error);
  }
}

/** Whoever reads may have seen enough, as `head` does; the command goes on without a reader. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
