import { Option } from 'commander';
import { commaList } from './comma-list.js';
import {
  confSourceOption,
  ENV_FLAGS,
  ENV_HELP,
  paramsOption,
  type ConfigurationCommandOptions,
} from './configuration-options.js';
import { loadVersions } from './load-versions.js';
import { nodeNameList } from './node-name-list.js';
import { withoutPluginOption, type PluginsCommandOptions } from './plugins-option.js';
import { positiveInteger } from './positive-integer.js';

/** What `kedro run` was asked to do, as commander names it. */
export interface RunCommandOptions extends ConfigurationCommandOptions, PluginsCommandOptions {
  readonly runner?: string;
  readonly loadVersions?: Readonly<Record<string, string>>;
  readonly pipelines?: readonly string[];
  /** What was given by the option's other name. */
  readonly pipeline?: readonly string[];
  readonly tags?: readonly string[];
  readonly nodes?: readonly string[];
  readonly fromNodes?: readonly string[];
  readonly toNodes?: readonly string[];
  readonly fromInputs?: readonly string[];
  readonly toOutputs?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly onlyMissingOutputs?: true;
  /** The run to resume; true for the last that did not finish. */
  readonly resume?: string | true;
  readonly onFailure?: 'stop' | 'finish-running' | 'continue';
  readonly async?: true;
  readonly maxWorkers?: number;
  readonly isolation?: 'thread' | 'process';
  readonly quiet?: true;
  readonly verbose?: true;
  readonly logFormat: 'text' | 'json';
}

/** The options of `kedro run`, grouped as its help shows them. */
export function runCommandOptions(): Option[] {
  return [
    list('-p, --pipelines <names>', 'run these pipelines (default: __default__)', 'What to run:'),
    list('--pipeline <names>', 'the same', 'What to run:').hideHelp(),
    list('-t, --tags <tags>', 'only nodes that have one of these tags', 'What to run:'),
    nodeList('-n, --nodes <nodes>', 'only these nodes', 'What to run:'),
    nodeList('--from-nodes <nodes>', 'only these nodes and what follows them', 'What to run:'),
    nodeList('--to-nodes <nodes>', 'only these nodes and what they need', 'What to run:'),
    list('--from-inputs <datasets>', 'only nodes that follow from these datasets', 'What to run:'),
    list('--to-outputs <datasets>', 'only nodes that these datasets need', 'What to run:'),
    list('--namespaces <namespaces>', 'only nodes in these namespaces', 'What to run:'),
    option(
      '--only-missing-outputs',
      'only nodes whose outputs are not there, and what they need',
      'What to run:',
    ),
    option(
      '--resume [id]',
      'go on with a run that did not finish (default: the last), with its options',
      'What to run:',
    ),
    option(ENV_FLAGS, ENV_HELP, 'With what:'),
    confSourceOption().helpGroup('With what:'),
    paramsOption().helpGroup('With what:'),
    option(
      '--load-versions <dataset:version>',
      'load these versions, not the newest',
      'With what:',
    ).argParser(loadVersions),
    withoutPluginOption().helpGroup('With what:'),
    option('-r, --runner <name>', 'sequential, concurrent, parallel, or the name of a package', 'How:'),
    option('--max-workers <n>', 'run at most so many nodes at once', 'How:').argParser(positiveInteger),
    option('--isolation <kind>', 'what workers are', 'How:').choices(['thread', 'process']),
    option('--on-failure <what>', 'what becomes of other nodes when one fails', 'How:').choices([
      'stop',
      'finish-running',
      'continue',
    ]),
    option('--async', "load a node's inputs, and save its outputs, concurrently", 'How:'),
    option('-q, --quiet', 'show only errors', 'What is shown:').conflicts('verbose'),
    option('-v, --verbose', 'show datasets, workers and whole stacks too', 'What is shown:'),
    option('--log-format <format>', 'text, or one line of JSON for each event', 'What is shown:')
      .choices(['text', 'json'])
      .default('text'),
  ];
}

function option(flags: string, description: string, group: string): Option {
  return new Option(flags, description).helpGroup(group);
}

function list(flags: string, description: string, group: string): Option {
  return option(flags, description, group).argParser(commaList);
}

function nodeList(flags: string, description: string, group: string): Option {
  return option(flags, description, group).argParser(nodeNameList);
}
