import { parseRuntimeParams, type ConfigMapping, type MergeStrategy } from '@kedro-ts/config';
import { DataCatalog } from '@kedro-ts/io';
import type { Comparison } from '../compare/comparison.js';
import { optionReaders, type OptionKind } from '../config/option-readers.js';
import { openProject, readParameters } from '../config/project-parameters.js';
import { isOddNodeList } from '../divergence/odd-node-lists.js';
import { decodeMarkers } from '../oracle/markers.js';
import { isRecordedError, type OracleCase } from '../oracle/oracle-case.js';
import { attemptAsync } from './attempt.js';
import { compareAnswer } from './compare-answer.js';

type Given = OptionGiven | ParametersGiven | ContextGiven;

interface OptionGiven {
  readonly kind: OptionKind;
  readonly value: unknown;
}

interface NodeList {
  readonly value: readonly string[];
}

interface ParametersGiven {
  readonly kind: 'parameters';
  readonly parameters: unknown;
}

interface ContextGiven {
  readonly kind: 'context';
  /** Texts of `parameters.yml`. */
  readonly base?: string;
  readonly local?: string;
  /** As typed after `--params`. */
  readonly params?: string;
  readonly merge_strategy?: Readonly<Record<string, MergeStrategy>>;
}

/** Asks what the text of an option stands for, or what parameters a catalog has. */
export async function compareParams(comparison: Comparison): Promise<void> {
  const { in: given, expect } = comparison.oracleCase as OracleCase<Given, object>;
  const outcome = await attemptAsync(() => ask(given));
  const isWrongType = 'value' in given && typeof given.value !== 'string';
  if (isWrongType && isRecordedError(expect) && expect.origin === 'python') {
    // What our types exclude is refused by JavaScript itself, as Python itself refused it.
    if (!(outcome.thrown instanceof TypeError)) comparison.differ('', outcome.value, expect);
    return;
  }
  const { warnings: _, ...expected } = expect as { readonly warnings?: unknown };
  compareAnswer(comparison, '', outcome, expected);
  if (
    comparison.differences.length === 0 ||
    given.kind !== 'split_node_names' ||
    outcome.thrown !== undefined
  )
    return;
  const { value: actual } = outcome.value as NodeList;
  if (!isOddNodeList(String(given.value), actual, (expect as NodeList).value)) return;
  comparison.differences.splice(0);
  comparison.diverge('odd-node-lists');
}

function ask(given: Given): Promise<unknown> {
  switch (given.kind) {
    case 'parameters':
      return readParameters(
        new DataCatalog({}, { parameters: decodeMarkers(given.parameters) as ConfigMapping }),
      );
    case 'context':
      return openContext(given);
    default:
      return readOption(given);
  }
}

async function openContext({ base, local, params, merge_strategy }: ContextGiven): Promise<unknown> {
  const runtimeParams = params === undefined ? undefined : parseRuntimeParams(params);
  const recorded = await openProject({ base, local, mergeStrategy: merge_strategy, runtimeParams });
  return { runtime_params: runtimeParams ?? null, ...recorded };
}

async function readOption({ kind, value }: OptionGiven): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return { value: optionReaders[kind](value as string) };
  // Parameters that are no text are not to be read: a session takes them as they are.
  const { datasets } = await openProject({ runtimeParams: decodeMarkers(value) as ConfigMapping });
  return { value: Object.fromEntries(datasets)['parameters'] };
}
