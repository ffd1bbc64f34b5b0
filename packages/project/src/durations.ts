import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '@kedro-ts/io';
import type { Durations } from '@kedro-ts/runner';

/** Of how many nodes the durations are kept: those that ran last. */
const MOST_NODES = 10_000;

/** Not to be allowed to write is nothing to complain of at every run. */
const READ_ONLY = ['EACCES', 'EPERM', 'EROFS'];

/**
 * How long the nodes of a project took in earlier runs, in milliseconds by name. Without a file nothing is known; one that cannot be
 * read is warned of, and written anew after the run.
 */
export async function readDurations(projectPath: string): Promise<Durations> {
  const file = fileOf(projectPath);
  return read(file).catch((error: unknown) => {
    warn(
      `How long nodes took in earlier runs cannot be read from ${file}, and is ignored: ${(error as Error).message}`,
    );
    return {};
  });
}

/**
 * Records how long nodes took, beside what is known of others. For a node that is known, the mean of before and now is kept, so that
 * one slow run does not weigh too much. A run does not fail because this does: then it is warned of, unless the folder is
 * read-only.
 */
export async function recordDurations(
  projectPath: string,
  taken: ReadonlyMap<string, number>,
): Promise<void> {
  if (taken.size === 0) return;
  const file = fileOf(projectPath);
  // Another run may have written in the meantime.
  const known = new Map(Object.entries(await read(file).catch(() => ({}))));
  for (const [node, now] of taken) {
    const before = known.get(node) ?? now;
    // Who ran last comes last.
    known.delete(node);
    known.set(node, Math.round(500 * (before + now)) / 1_000);
  }
  const kept = Object.fromEntries([...known].slice(-MOST_NODES));
  try {
    await writeFileAtomically(file, `${JSON.stringify(kept, undefined, 1)}\n`);
  } catch (error) {
    if (READ_ONLY.includes((error as NodeJS.ErrnoException).code ?? '')) return;
    warn(`How long nodes took cannot be kept in ${file}: ${(error as Error).message}`);
  }
}

function fileOf(projectPath: string): string {
  return join(projectPath, '.kedro', 'durations.json');
}

/** Only what is a duration. */
async function read(file: string): Promise<Durations> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  const content = JSON.parse(text) as unknown;
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new TypeError('it holds no mapping of names to milliseconds.');
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => Number.isFinite(value) && value >= 0),
  );
}

function warn(message: string): void {
  process.emitWarning(message, { type: 'KedroWarning', code: 'KEDRO_DURATIONS' });
}
