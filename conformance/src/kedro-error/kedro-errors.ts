import type { RecordedError } from '../oracle/oracle-case.js';
import { hasWrongMapping } from './wrong-mapping.js';
import { listedNames, quotedNames } from './quoted-names.js';

/** One situation in which Kedro fails, and what corresponds to it here. */
export interface KedroError {
  /** Kedro's class. */
  readonly error: string;
  /** What Kedro's message looks like in this situation. */
  readonly pattern: RegExp;
  /** Tells situations apart that Kedro words alike. Default: this is the one. */
  readonly when?: (given: unknown) => boolean;
  /** The code of our error. */
  readonly code: string;
  /** The nodes, datasets and suggestions that Kedro's message names. Default: none. */
  readonly names?: (match: RegExpExecArray) => readonly string[];
}

/** The situation of a recorded error, or undefined when it is not in the table. */
export function findKedroError(given: unknown, recorded: RecordedError): KedroError | undefined {
  return kedroErrors.find(
    ({ error, pattern, when }) =>
      error === recorded.error && pattern.test(recorded.message) && (when === undefined || when(given)),
  );
}

const quoted = (match: RegExpExecArray): string[] =>
  match.slice(1).flatMap((text) => quotedNames(text ?? ''));
const listed = (match: RegExpExecArray): string[] => match.slice(1).flatMap((text) => listedNames(text));
const groups = (match: RegExpExecArray): string[] => match.slice(1).filter((text) => text !== undefined);

/** `Failed to create node NAME: FUNCTION(…) -> …`, or without a name: the node is then known by its function. */
const nodeAndQuoted = ([, name, func, ...texts]: RegExpExecArray): string[] => [
  (name ?? func)!,
  ...texts.flatMap((text) => quotedNames(text ?? '')),
];

/** All situations; where several fit, the first. */
const kedroErrors: readonly KedroError[] = [
  // A node by itself.
  {
    error: 'ValueError',
    pattern: /^Invalid Node definition: it must have some 'inputs' or 'outputs'/,
    code: 'KEDRO_INVALID_NODE',
  },
  {
    error: 'ValueError',
    pattern: /^Invalid Node definition: first argument must be a function/,
    code: 'KEDRO_INVALID_NODE',
  },
  {
    error: 'ValueError',
    pattern: /^Invalid Node definition: '(inputs|outputs)' type must be one of/,
    code: 'KEDRO_INVALID_NODE',
    names: groups,
  },
  {
    error: 'ValueError',
    pattern: /^Invalid Node definition: names of variables used as (inputs|outputs)/,
    when: hasWrongMapping,
    code: 'KEDRO_INVALID_MAPPING',
    names: groups,
  },
  {
    error: 'ValueError',
    pattern:
      /^Invalid Node definition: names of variables used as (inputs|outputs) .* must be of 'String' type, but .*? from (.*) is '/s,
    code: 'KEDRO_INVALID_NODE',
    names: ([, part, names]) => [part!, ...quotedNames(namesOnly(names!))],
  },
  {
    error: 'ValueError',
    pattern: /^Failed to create node (?:(\S+): )?(.+?)\(.*\) -> .* due to duplicate output\(s\) (\{.*\})/s,
    code: 'KEDRO_INVALID_NODE',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern:
      /^Failed to create node (?:(\S+): )?(.+?)\(.*\) -> .*\nA node cannot have the same inputs and outputs.*?: (\{.*\})/s,
    code: 'KEDRO_INVALID_NODE',
    names: nodeAndQuoted,
  },
  {
    error: 'ValueError',
    pattern: /^Expected maximum 1 transcoding separator, found \d+ instead: (.*)\.$/s,
    code: 'KEDRO_INVALID_DATASET_NAME',
    names: quoted,
  },
  {
    error: 'ValueError',
    pattern: /^(.*) is not a valid node (?:name|tag)\./s,
    code: 'KEDRO_INVALID_NODE',
    names: quoted,
  },

  // Nodes that do not go together.
  { error: 'ValueError', pattern: /^'nodes' argument of 'Pipeline' is None/, code: 'KEDRO_INVALID_PIPELINE' },
  {
    error: 'ValueError',
    pattern: /^Pipeline nodes must have unique names\./,
    code: 'KEDRO_DUPLICATE_NODE_NAME',
    names: ({ input }) => [...input.matchAll(/^ {2}- (.*)$/gm)].map(([, name]) => name!),
  },
  {
    error: 'OutputNotUniqueError',
    pattern: /^Output\(s\) (\[.*\]) are returned/s,
    code: 'KEDRO_DUPLICATE_OUTPUT',
    names: quoted,
  },
  {
    error: 'ConfirmNotUniqueError',
    pattern: /^(\[.*\]) datasets are confirmed/s,
    code: 'KEDRO_DUPLICATE_CONFIRM',
    names: quoted,
  },
  {
    error: 'CircularDependencyError',
    pattern: /^Circular dependencies exist among the following \d+ item\(s\): (.*)$/s,
    code: 'KEDRO_CIRCULAR_DEPENDENCY',
    names: ([, nodes]) =>
      nodes!.split('Node(').flatMap((text) => quotedNames(/, ([^,]*)\)[,\] ]*$/s.exec(text)?.[1] ?? '')),
  },
  {
    error: 'ValueError',
    pattern:
      /^The following datasets are used with transcoding, but were referenced without the separator: (.*)\.\n/s,
    code: 'KEDRO_MIXED_TRANSCODING',
    names: listed,
  },

  // Names that a pipeline does not have.
  {
    error: 'ValueError',
    pattern: /^Pipeline does not contain nodes named (\[.*?\])\.(?: Did you mean: (\[.*\])\?)?$/s,
    code: 'KEDRO_NODE_NOT_FOUND',
    names: quoted,
  },
  {
    error: 'ValueError',
    pattern: /^Pipeline does not contain datasets named (\[.*\])/s,
    code: 'KEDRO_DATASET_NOT_IN_PIPELINE',
    names: quoted,
  },
  {
    error: 'ValueError',
    pattern: /^Pipeline does not contain nodes with the following namespaces: (\[.*\])/s,
    code: 'KEDRO_NAMESPACE_NOT_FOUND',
    names: quoted,
  },
  {
    error: 'ValueError',
    pattern: /^Pipeline contains no nodes after applying all provided filters/,
    code: 'KEDRO_EMPTY_FILTER_RESULT',
  },
  {
    error: 'ValueError',
    pattern: /^Unsupported group_by strategy: (.*)$/s,
    code: 'KEDRO_UNKNOWN_GROUPING',
    names: groups,
  },
  {
    error: 'PipelineError',
    pattern:
      /^Failed to map datasets and\/or parameters onto the nodes provided: (?:The following .* do not exist in the pipeline: (.*?)\.|(.*?) does not exist in the pipeline\.)(?: - did you mean one of these instead: (.*))?$/s,
    code: 'KEDRO_UNKNOWN_MAPPED_DATASET',
    names: listed,
  },
  {
    error: 'PipelineError',
    pattern: /^Parameters should be specified in the '(parameters)' argument/,
    code: 'KEDRO_INVALID_MAPPING',
    names: groups,
  },
  {
    error: 'PipelineError',
    pattern: /^(?:Inputs must not be outputs from another node|All outputs must be generated by some node)/,
    code: 'KEDRO_INVALID_MAPPING',
  },

  // Runs.
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

/** Of the text of a Python dict only the values: its keys are arguments or keys of a result. */
function namesOnly(text: string): string {
  return text.startsWith('{') ? text.replace(/(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"): /gs, '') : text;
}
