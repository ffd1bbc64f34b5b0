import { mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Files of a project by path; their folders are made as needed. */
export type Files = Readonly<Record<string, string>>;

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));

/** A project on disk, in a folder from which the packages of this repository resolve; gone when the test is over. */
export async function makeProject(files: Files = {}): Promise<string> {
  await mkdir(FIXTURES, { recursive: true });
  return fill(await mkdtemp(join(FIXTURES, 'tmp-')), files);
}

/** A project elsewhere, which has only these packages of the repository installed. */
export async function makeProjectWith(packages: readonly string[], files: Files = {}): Promise<string> {
  const folder = await fill(await realpath(await mkdtemp(join(tmpdir(), 'kedro-project-'))), files);
  for (const name of packages) {
    const link = join(folder, 'node_modules', '@kedro-ts', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(PACKAGES, name), link, 'junction');
  }
  return folder;
}

/** Writes files as if that had been done a while ago, so that their times say nothing about the test. */
export async function write(folder: string, files: Files, secondsAgo = 60): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    const time = Date.now() / 1000 - secondsAgo;
    await utimes(file, time, time);
  }
}

async function fill(folder: string, files: Files): Promise<string> {
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await write(folder, files);
  return folder;
}

/** The config file of a project that has nothing to say. */
export const EMPTY_CONFIG: Files = { 'kedro.config.ts': 'export default {};' };

/** A pipeline of one node, `name` -> `<name>_out`, whose output is what the expression gives. */
export function onePipeline(name: string, expression = '1', imports = ''): string {
  return `import { node, pipeline } from '@kedro-ts/pipeline';
${imports}
export const createPipeline = () => pipeline([node(() => (${expression}), null, '${name}_out', { name: '${name}' })]);
`;
}
