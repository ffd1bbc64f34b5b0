import { readFileSync } from 'node:fs';

/**
 * The dependency law, read from the table "Packages" of ARCHITECTURE.md, so that the page and the lint rule are one thing.
 *
 * @returns {Map<string, string[]>} package name (without scope) -> the packages it may import
 */
export function readDependencyLaw(
  markdown = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8'),
) {
  const law = new Map();
  for (const line of markdown.split(/\r?\n/)) {
    const cells = line.split('|').map((cell) => cell.trim());
    const name = /^`([a-z-]+)`$/.exec(cells[1] ?? '')?.[1];
    if (name === undefined || cells.length !== 5) continue;
    law.set(
      name,
      [...cells[3].matchAll(/`([a-z-]+)`/g)].map((match) => match[1]),
    );
  }
  if (law.size === 0)
    throw new Error('ARCHITECTURE.md has no table of packages to read the dependency law from.');
  for (const [name, allowed] of law)
    for (const other of allowed)
      if (!law.has(other))
        throw new Error(
          `ARCHITECTURE.md lets "${name}" import "${other}", which is no package of the table.`,
        );
  return law;
}
