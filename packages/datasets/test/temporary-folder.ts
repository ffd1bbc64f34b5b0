import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const folders: string[] = [];

/** A path in a new folder, which is removed after the test. */
export async function temporaryPath(name = 'data'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-datasets-'));
  folders.push(folder);
  return join(folder, name);
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
