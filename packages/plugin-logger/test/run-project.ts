import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));

/** A secret that is in the credentials of the project, in its data, and in the message of the error of its last node. */
export const SECRET = 's3cr3t-v4lue';

const FILES: Readonly<Record<string, string>> = {
  'src/pipelines/trips/index.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = ({ parameters }: { parameters: { fails: boolean } }) => pipeline([
  node((raw: object) => ({ ...raw, clean: true }), 'trips', 'clean_trips', { name: 'clean' }),
  node((trips: { secret: string }) => {
    if (parameters.fails) throw Object.assign(new RangeError('no seat for ' + trips.secret), { code: 'E_FULL' });
    return Object.keys(trips).length;
  }, 'clean_trips', 'seats', { name: 'seat' }),
]);`,
  'conf/base/catalog.yml': `trips: { type: Depot, credentials: depot }
clean_trips: { type: json.JSONDataset, filepath: data/clean.json }
unused: { type: MemoryDataset }`,
  'conf/base/parameters.yml': 'fails: false',
  'conf/local/credentials.yml': `depot: { password: ${SECRET} }`,
};

/** What {@link runProject} may be told. */
export interface RunProjectOptions {
  /** The source of the list under `plugins`. */
  readonly plugins: string;
  readonly runner?: 'sequential' | 'parallel';
  readonly fails?: boolean;
  /** Cancels the run when the first node starts. */
  readonly cancels?: boolean;
}

/** What a run printed: here, or as lines of its workers. */
export interface Printed {
  readonly folder: string;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly fromWorkers: readonly { readonly stream: string; readonly text: string; readonly node?: string }[];
}

/** Makes a project that has this logger, and runs it in a process of its own. */
export async function runProject(options: RunProjectOptions): Promise<Printed> {
  const { plugins, runner = 'sequential', fails = false, cancels = false } = options;
  await mkdir(FIXTURES, { recursive: true });
  const folder = await mkdtemp(join(FIXTURES, 'tmp-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = {
    ...FILES,
    'kedro.config.ts': `class DepotDataset {
  constructor(readonly config: { readonly credentials: { readonly password: string } }) {}
  load() { return { secret: this.config.credentials.password }; }
  save() {}
}
export default { datasetTypes: { Depot: DepotDataset }, plugins: ${plugins} };`,
    'run.mjs': `import { writeFile } from 'node:fs/promises';
import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname, runtimeParams: { fails: ${fails} }, runId: 'the run' });
const lines = [];
const controller = new AbortController();
await session.run({
  runner: '${runner}',
  runnerOptions: ${runner === 'parallel' ? '{ maxWorkers: 1 }' : '{}'},
  signal: controller.signal,
  onEvent: (event) => {
    if (event.type === 'line-printed') lines.push({ stream: event.stream, text: event.text, node: event.node });
    if (event.type === 'node-started' && ${cancels}) controller.abort();
  },
}).catch((error) => {
  if (!${fails || cancels}) throw error;
});
await session[Symbol.asyncDispose]();
await writeFile(import.meta.dirname + '/lines.json', JSON.stringify(lines));`,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', join(folder, 'run.mjs')],
    { cwd: tmpdir(), timeout: 20_000 },
  );
  const lines = JSON.parse(await readFile(join(folder, 'lines.json'), 'utf8')) as Printed['fromWorkers'];
  return { folder, stdout: linesOf(stdout), stderr: linesOf(stderr), fromWorkers: lines };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.trimEnd().split('\n');
}
