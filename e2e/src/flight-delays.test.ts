import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { kedro } from '../support/kedro.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/flight-delays/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../tmp/flight-delays/', import.meta.url));

/** A copy of the example, without what was made in it. */
async function copyExample(name: string): Promise<string> {
  const project = join(FOLDER, name);
  await cp(EXAMPLE, project, {
    recursive: true,
    filter: (path) => !['data', '.kedro', 'node_modules'].includes(basename(path)),
  });
  return project;
}

/** The hash of each file that a run has made, by path; times differ from run to run and are left out. */
async function made(project: string): Promise<Record<string, string>> {
  const data = join(project, 'data');
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes: Record<string, string> = {};
  for (const file of files.sort()) {
    const name = relative(data, file).replaceAll('\\', '/');
    if (name !== '08_reporting/timings.json')
      hashes[name] = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
  }
  return hashes;
}

async function run(project: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await kedro(project, 'run', ...args);
  expect(code, stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  return () => rm(FOLDER, { recursive: true, force: true });
});

const RUNNERS = {
  sequential: ['--runner', 'sequential'],
  threads: ['--runner', 'parallel'],
  processes: ['--runner', 'parallel', '--isolation', 'process'],
} as const;

describe('the example project flight-delays', () => {
  it('makes the same files, byte for byte, under every runner', async () => {
    const outputs: Record<string, Record<string, string>> = {};
    for (const [name, args] of Object.entries(RUNNERS)) {
      const project = await copyExample(name);
      expect(await run(project, ...args)).toMatch(/Ran \d\d nodes/);
      outputs[name] = await made(project);
    }
    expect(Object.keys(outputs['sequential']!)).toEqual(
      expect.arrayContaining([
        '03_primary/flights.parquet',
        '08_reporting/metrics.json',
        '08_reporting/hours.svg',
      ]),
    );
    expect(outputs['threads']).toEqual(outputs['sequential']);
    expect(outputs['processes']).toEqual(outputs['sequential']);
  });

  it('makes the same files under both runners with three million flights', { timeout: 600_000 }, async () => {
    const outputs: Record<string, string>[] = [];
    for (const name of ['sequential', 'threads'] as const) {
      const project = await copyExample(`full-${name}`);
      await run(project, '--env', 'full', ...RUNNERS[name]);
      outputs.push(await made(project));
      await rm(project, { recursive: true });
    }
    expect(outputs[0]).toHaveProperty(['08_reporting/hours.svg']);
    expect(outputs[1]).toEqual(outputs[0]);
  });

  it.each(['sequential', 'threads'] as const)(
    'runs in parts, and with other parameters (%s)',
    async (runner) => {
      const project = join(FOLDER, runner);
      const whole = await made(project);

      const ingestion = await run(project, '--pipelines', 'ingestion', ...RUNNERS[runner]);
      expect(ingestion).toContain('clean_flights');
      expect(ingestion).not.toContain('train_model');
      const charts = await run(project, '--tags', 'charts', ...RUNNERS[runner]);
      expect(charts).toContain('Ran 2 nodes');
      const rest = await run(project, '--from-nodes', 'short_haul.train_model', ...RUNNERS[runner]);
      expect(rest).toContain('short_haul.predict_delays');
      expect(rest).not.toContain('clean_flights');
      expect(await made(project)).toEqual(whole);

      await run(project, '--params', 'split.test_from=2001-03-01', ...RUNNERS[runner]);
      const changed = await made(project);
      expect(changed['08_reporting/metrics.json']).not.toBe(whole['08_reporting/metrics.json']);
      expect(changed['03_primary/flights.parquet']).toBe(whole['03_primary/flights.parquet']);
      await run(project, ...RUNNERS[runner]);
      expect(await made(project)).toEqual(whole);
    },
  );
});
