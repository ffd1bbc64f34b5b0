import { InvalidArgumentError } from 'commander';

/** Versions to load by dataset, added to those of earlier uses of the option: `a:2026-11-22T10.20.30.123Z,b:v2`. */
export function loadVersions(
  text: string,
  earlier: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const items = text === '' ? [] : text.split(',').map((item) => item.trim());
  return Object.fromEntries([...Object.entries(earlier), ...items.map(readItem)]);
}

/** The first colon ends the name, so a version may have one and a name may not, as in Kedro. */
function readItem(item: string): [dataset: string, version: string] {
  const colon = item.indexOf(':');
  if (colon < 0)
    throw new InvalidArgumentError(
      `Write it as dataset:version, such as cars:2026-11-22T10.20.30.123Z; commas separate items. Found "${item}".`,
    );
  const version = item.slice(colon + 1);
  if (version === '' || version === '.' || version === '..' || /[/\\]/.test(version))
    throw new InvalidArgumentError(
      `"${version}" cannot be a version of "${item.slice(0, colon)}": it has to be the name of one folder.`,
    );
  return [item.slice(0, colon), version];
}
