import { commaList, loadVersions, nodeNameList } from '@kedro-ts/cli';
import { parseRuntimeParams } from '@kedro-ts/config';

/** Cases about the text of an option of `kedro run`. */
export type OptionKind = 'split_params' | 'split_string' | 'split_node_names' | 'split_load_versions';

/** What reads the text that a user gave an option. */
export const optionReaders: Readonly<Record<OptionKind, (text: string) => unknown>> = {
  split_params: parseRuntimeParams,
  split_string: (text) => commaList(text),
  split_node_names: (text) => nodeNameList(text),
  split_load_versions: (text) => loadVersions(text),
};
