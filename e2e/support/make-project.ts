import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Inside the repository, so that projects find the packages as an installed project would. */
const FOLDER = fileURLToPath(new URL('../tmp/', import.meta.url));

/** Writes a project for one test; gives its folder, which is removed when the test is over. */
export async function makeProject(files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const project = await mkdtemp(join(FOLDER, 'project-'));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(project, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return project;
}
