import type { KedroError } from './kedro-error.js';
import { groups, listed, nodeAndQuoted, quoted } from './named-in.js';

/** How runs and datasets fail; where several situations fit, the first. */
export const runErrors: readonly KedroError[] = [
  {
    error: 'ValueError',
    pattern: /^Pipeline input\(s\) (\{.*\}) not found/s,
    code: 'KEDRO_MISSING_INPUTS',
    names: quoted,
  },
  {
    error: 'ValueError',
    pattern:
      /^Async data loading and saving does not work with nodes wrapping generator functions\. .* in node (?:(\S+): )?(.+?)\(/s,
    code: 'KEDRO_ASYNC_GENERATOR_NODE',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern:
      /^Node (?:(\S+): )?(.+?)\(.*\) -> .* expected (.*), but got the following \d+ input\(s\) instead: (\[.*\])/s,
    code: 'KEDRO_NODE_INPUTS',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern:
      /^Failed to save outputs of node (?:(\S+): )?(.+?)\(.*\) -> .*\n.* a list of outputs (\[.*\]), whereas the node function returned/s,
    code: 'KEDRO_NODE_OUTPUTS',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern:
      /^Failed to save outputs of node (?:(\S+): )?(.+?)\(.*\) -> .*\nThe node's output keys (\{.*\}) do not match with the returned output's keys (\{.*\})/s,
    code: 'KEDRO_NODE_OUTPUTS',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern: /^Failed to save outputs of node (?:(\S+): )?(.+?)\(.*\) -> /s,
    code: 'KEDRO_NODE_OUTPUTS',
    names: nodeAndQuoted,
  },
  {
    error: 'TypeError',
    pattern: /^'before_node_run' must return/,
    code: 'KEDRO_HOOK_ERROR',
    names: () => ['beforeNodeRun'],
  },
  {
    error: 'DatasetError',
    pattern: /^(.+?): Data for MemoryDataset has not been saved yet/s,
    code: 'KEDRO_DATASET_ERROR',
    names: groups,
  },
  {
    error: 'DatasetError',
    pattern: /^(.+?): Failed while (?:loading|saving) data (?:from|to) dataset .*\n([^\n]*)$/s,
    code: 'KEDRO_DATASET_ERROR',
    names: groups,
  },
  {
    error: 'DatasetError',
    pattern: /^Failed during release for dataset .*\n([^\n]*)$/s,
    code: 'KEDRO_DATASET_ERROR',
    names: groups,
  },
  {
    error: 'DatasetError',
    pattern: /^(.+?): Saving 'None' to a 'Dataset' is not allowed/s,
    code: 'KEDRO_DATASET_ERROR',
    names: groups,
  },
  {
    error: 'DatasetError',
    pattern: /^Dataset (.+) does not have 'confirm' method/s,
    code: 'KEDRO_DATASET_ERROR',
    names: quoted,
  },
  {
    error: 'DatasetNotFoundError',
    pattern: /^Dataset '(.*?)' not found in the catalog(?: - did you mean one of these instead: (.*))?$/s,
    code: 'KEDRO_DATASET_NOT_FOUND',
    names: listed,
  },
];
