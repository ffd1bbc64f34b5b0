import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { runCommandOptions, type RunCommandOptions } from './options/run-command-options.js';

/** What the commands do; each gives the exit code. */
export interface Commands {
  run(options: RunCommandOptions): Promise<number>;
  registryList(options: RegistryOptions): Promise<number>;
  registryDescribe(pipeline: string, options: RegistryOptions): Promise<number>;
}

/** What the commands about registered pipelines may be given. */
export interface RegistryOptions {
  readonly env?: string;
}

/** The words and options of the command line, and which command each calls. */
export function createProgram(commands: Commands, onExitCode: (exitCode: number) => void): Command {
  const program = new Command('kedro')
    .description('Data and AI pipelines in TypeScript')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('See "kedro --help".')
    .exitOverride();

  const run = program.command('run').description('run a pipeline of the project');
  for (const option of runCommandOptions()) run.addOption(option);
  run
    .showHelpAfterError('See "kedro run --help".')
    .addHelpText('after', RUN_HELP)
    .action(async (options: RunCommandOptions) => onExitCode(await commands.run(options)));

  const registry = program
    .command('registry')
    .description('look at the pipelines of the project')
    .showHelpAfterError('See "kedro registry --help".');
  registry
    .command('list')
    .description('list the names of all pipelines')
    .option('-e, --env <name>', ENV_HELP)
    .action(async (options: RegistryOptions) => onExitCode(await commands.registryList(options)));
  registry
    .command('describe')
    .description('show the nodes of a pipeline')
    .argument('[name]', 'name of the pipeline', '__default__')
    .option('-e, --env <name>', ENV_HELP)
    .action(async (name: string, options: RegistryOptions) =>
      onExitCode(await commands.registryDescribe(name, options)),
    );
  return program;
}

const ENV_HELP = 'environment: folder of conf that goes over base';

const RUN_HELP = `
Lists are separated by commas. Conditions on nodes are combined: a node runs if it meets all of them.

Exit codes: 0 done, 1 failed, 2 wrong use of the command, 130 or 143 stopped by a signal.`;

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
