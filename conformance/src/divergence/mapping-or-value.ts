import { ConfigLoader, DuplicateConfigKeyError } from '@kedro-ts/config';
import { makeFolder } from '../config/temporary-folder.js';
import { isRecordedError } from '../oracle/oracle-case.js';

/**
 * The rule `mapping-or-value`: two files of one environment define a key, one as a mapping and the other as a plain value. Kedro
 * takes one of them without a word; ours says that it is defined twice. Both kinds have to be found in the files of the case.
 */
export async function isMappingOrValue(
  files: Readonly<Record<string, string>>,
  thrown: unknown,
  recorded: unknown,
): Promise<boolean> {
  if (!(thrown instanceof DuplicateConfigKeyError)) return false;
  if (isRecordedError(recorded) && recorded.message.startsWith('Duplicate keys')) return false;
  for (const duplicate of thrown.duplicates) {
    const kinds = await Promise.all(
      duplicate.files.map((file) => isMapping(files[file] ?? '', duplicate.key)),
    );
    if (new Set(kinds).size !== 2) return false;
  }
  return true;
}

/** What stands under a dotted key in the text of a file, without looking at interpolations. */
async function isMapping(text: string, key: string): Promise<boolean> {
  await using folder = await makeFolder({ 'parameters.yml': text.replaceAll('${', '$ {') });
  const loader = new ConfigLoader({ confSource: folder.path, baseEnv: '', defaultRunEnv: '' });
  const value = key
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name],
      await loader.get('parameters'),
    );
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
