import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with files, for as long as it is used. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Writes files, by their paths with `/`, and folders that may be empty, into a new folder. */
export async function makeFolder(
  files: Readonly<Record<string, string>>,
  folders: readonly string[] = [],
): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'kedro-conformance-'));
  for (const folder of folders) await mkdir(join(path, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
