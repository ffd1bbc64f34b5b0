import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { commaList } from './options/comma-list.js';
import {
  confSourceOption,
  ENV_FLAGS,
  ENV_HELP,
  paramsOption,
  type ConfigurationCommandOptions,
} from './options/configuration-options.js';
import { withoutPluginOption, type PluginsCommandOptions } from './options/plugins-option.js';
import { positiveInteger } from './options/positive-integer.js';
import { runCommandOptions, type RunCommandOptions } from './options/run-command-options.js';

/** What the commands do; each gives the exit code. */
export interface Commands {
  run(options: RunCommandOptions): Promise<number>;
  registryList(options: RegistryOptions): Promise<number>;
  registryDescribe(pipeline: string, options: RegistryOptions): Promise<number>;
  configShow(key: string | undefined, options: ConfigShowOptions): Promise<number>;
  configExplain(path: string, options: ConfigurationCommandOptions): Promise<number>;
  pluginsList(options: PluginsListOptions): Promise<number>;
  runsList(options: RunsListOptions): Promise<number>;
  runsShow(runId: string | undefined, options: RunsOptions): Promise<number>;
  catalogDescribeDatasets(options: CatalogCommandOptions): Promise<number>;
  catalogListPatterns(options: ConfigurationCommandOptions): Promise<number>;
  catalogResolvePatterns(options: CatalogCommandOptions): Promise<number>;
}

/** What the commands about registered pipelines may be given. */
export interface RegistryOptions extends PluginsCommandOptions {
  readonly env?: string;
}

/** What `kedro plugins list` may be given. */
export interface PluginsListOptions extends PluginsCommandOptions {
  readonly format: 'text' | 'json';
}

/** What the commands about earlier runs may be given. */
export interface RunsOptions {
  readonly format: 'text' | 'json';
}

/** What `kedro runs list` may be given. */
export interface RunsListOptions extends RunsOptions {
  /** How many runs to show at most. */
  readonly limit?: number;
}

/** What `kedro config show` may be given. */
export interface ConfigShowOptions extends ConfigurationCommandOptions {
  readonly format: 'yaml' | 'json';
  /** Parameters as they are written, before `parametersSchema`. */
  readonly raw?: boolean;
}

/** What the commands about the datasets of pipelines may be given. */
export interface CatalogCommandOptions extends ConfigurationCommandOptions, PluginsCommandOptions {
  readonly pipelines?: readonly string[];
  /** What was given by the option's other name. */
  readonly pipeline?: readonly string[];
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

  addRunsCommands(program, commands, onExitCode);
  addRegistryCommands(program, commands, onExitCode);
  addCatalogCommands(program, commands, onExitCode);
  addConfigCommands(program, commands, onExitCode);
  addPluginsCommands(program, commands, onExitCode);
  return program;
}

type OnExitCode = (exitCode: number) => void;

function addRunsCommands(program: Command, commands: Commands, onExitCode: OnExitCode): void {
  const runs = program
    .command('runs')
    .description('look at earlier runs of the project')
    .showHelpAfterError('See "kedro runs --help".');
  runs
    .command('list')
    .description('list the runs that are recorded, the last first')
    .addOption(new Option('--limit <n>', 'at most so many').argParser(positiveInteger))
    .addOption(formatOption())
    .action(async (options: RunsListOptions) => onExitCode(await commands.runsList(options)));
  runs
    .command('show')
    .description('show what a run was asked for, and what became of its nodes')
    .argument('[id]', 'of the run (default: the last)')
    .addOption(formatOption())
    .action(async (runId: string | undefined, options: RunsOptions) =>
      onExitCode(await commands.runsShow(runId, options)),
    );
}

function formatOption(): Option {
  return new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text');
}

function addRegistryCommands(program: Command, commands: Commands, onExitCode: OnExitCode): void {
  const registry = program
    .command('registry')
    .description('look at the pipelines of the project')
    .showHelpAfterError('See "kedro registry --help".');
  registry
    .command('list')
    .description('list the names of all pipelines')
    .option(ENV_FLAGS, ENV_HELP)
    .addOption(withoutPluginOption())
    .action(async (options: RegistryOptions) => onExitCode(await commands.registryList(options)));
  registry
    .command('describe')
    .description('show the nodes of a pipeline')
    .argument('[name]', 'name of the pipeline', '__default__')
    .option(ENV_FLAGS, ENV_HELP)
    .addOption(withoutPluginOption())
    .action(async (name: string, options: RegistryOptions) =>
      onExitCode(await commands.registryDescribe(name, options)),
    );
}

function addCatalogCommands(program: Command, commands: Commands, onExitCode: OnExitCode): void {
  const catalog = program
    .command('catalog')
    .description('look at the datasets of the project')
    .showHelpAfterError('See "kedro catalog --help".');
  withConfiguration(withPipelines(catalog.command('describe-datasets')))
    .description('show the datasets of pipelines by where they come from, and their types')
    .action(async (options: CatalogCommandOptions) =>
      onExitCode(await commands.catalogDescribeDatasets(options)),
    );
  withConfiguration(catalog.command('list-patterns'))
    .description('list the patterns for datasets without an entry, in the order in which they are tried')
    .action(async (options: ConfigurationCommandOptions) =>
      onExitCode(await commands.catalogListPatterns(options)),
    );
  withConfiguration(withPipelines(catalog.command('resolve-patterns')))
    .description('write out the entry of each dataset of pipelines, patterns filled in')
    .action(async (options: CatalogCommandOptions) =>
      onExitCode(await commands.catalogResolvePatterns(options)),
    );
}

function addConfigCommands(program: Command, commands: Commands, onExitCode: OnExitCode): void {
  const config = program
    .command('config')
    .description('look at the configuration of the project, without its secrets')
    .showHelpAfterError('See "kedro config --help".');
  withConfiguration(config.command('show'))
    .description('write out the configuration as it is used')
    .argument('[key]', 'such as catalog or parameters (default: all)')
    .addOption(new Option('--format <format>', 'how it is written').choices(['yaml', 'json']).default('yaml'))
    .option('--raw', 'parameters as they are written, before parametersSchema')
    .action(async (key: string | undefined, options: ConfigShowOptions) =>
      onExitCode(await commands.configShow(key, options)),
    );
  withConfiguration(config.command('explain'))
    .description('show where a value comes from')
    .argument('<path>', 'such as catalog.cars.filepath or parameters.model.depth')
    .action(async (path: string, options: ConfigurationCommandOptions) =>
      onExitCode(await commands.configExplain(path, options)),
    );
}

function addPluginsCommands(program: Command, commands: Commands, onExitCode: OnExitCode): void {
  const plugins = program
    .command('plugins')
    .description('look at the plugins of the project')
    .showHelpAfterError('See "kedro plugins --help".');
  plugins
    .command('list')
    .description('list the plugins in the order in which they are called, with the hooks that they tap')
    .addOption(withoutPluginOption())
    .addOption(formatOption())
    .action(async (options: PluginsListOptions) => onExitCode(await commands.pluginsList(options)));
}

function withConfiguration(command: Command): Command {
  return command.option(ENV_FLAGS, ENV_HELP).addOption(confSourceOption()).addOption(paramsOption());
}

function withPipelines(command: Command): Command {
  const named = new Option('-p, --pipelines <names>', 'of these pipelines (default: all)');
  const other = new Option('--pipeline <names>', 'the same').hideHelp();
  return command
    .addOption(named.argParser(commaList))
    .addOption(other.argParser(commaList))
    .addOption(withoutPluginOption());
}

const RUN_HELP = `
Lists are separated by commas. Conditions on nodes are combined: a node runs if it meets all of them.

Exit codes: 0 done, 1 failed, 2 wrong use of the command, 130 or 143 stopped by a signal.`;

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
