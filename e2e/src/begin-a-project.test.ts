import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

/** The files that the README shows: each code block that follows a line with nothing but a file name. */
async function readmeProject(): Promise<Record<string, string>> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = readme.matchAll(/^`(?<file>[\w./]+)`\n\n```\w+\n(?<content>[\s\S]*?)^```$/gm);
  return Object.fromEntries([...blocks].map(({ groups }) => [groups!['file']!, groups!['content']!]));
}

describe('the project in the README', () => {
  it('has no more than 30 lines of config and code to write, data and blank lines apart', async () => {
    const { 'data/orders.csv': _, ...files } = await readmeProject();
    const lines = Object.values(files).flatMap((content) =>
      content.split('\n').filter((line) => line.trim() !== ''),
    );
    expect(Object.keys(files)).toHaveLength(4);
    expect(lines.length).toBeLessThanOrEqual(30);
  });

  it('runs as written', async () => {
    const project = await makeProject(await readmeProject());
    const { code, stdout } = await kedro(project, 'run');
    expect(stdout).toContain('Ran 2 nodes');
    expect(code).toBe(0);
    const revenue = JSON.parse(await readFile(join(project, 'data/revenue.json'), 'utf8')) as Record<
      string,
      number
    >;
    expect(revenue).toEqual({ DE: 144, FR: 60 });
  });

  it('runs with the parameters, runner and part that the README shows', async () => {
    const project = await makeProject(await readmeProject());
    expect(await kedro(project, 'run', '--params', 'vat=0.07')).toMatchObject({ code: 0 });
    const revenue = JSON.parse(await readFile(join(project, 'data/revenue.json'), 'utf8')) as Record<
      string,
      number
    >;
    expect(revenue['FR']).toBeCloseTo(53.5);

    const part = await kedro(project, 'run', '--runner', 'sequential', '--to-nodes', 'add_vat', '--verbose');
    expect(part).toMatchObject({ code: 0 });
    expect(part.stdout).toContain('add_vat');
    expect(part.stdout).not.toContain('sum_by_country');
  });

  it('says what is missing when a part needs what is only in memory', async () => {
    const project = await makeProject(await readmeProject());
    const { code, stderr } = await kedro(project, 'run', '--from-nodes', 'sum_by_country');
    expect(code).toBe(1);
    expect(stderr).toContain('"gross_orders", read by node "sum_by_country"');
  });

  it('runs from any folder of the project', async () => {
    const project = await makeProject(await readmeProject());
    const { code } = await kedro(join(project, 'src/pipelines/sales'), 'run', '--runner', 'sequential');
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(join(project, 'data/revenue.json'), 'utf8'))).toHaveProperty('DE');
  });
});

describe('outside a project', () => {
  it('says what is missing and how to begin', async () => {
    const folder = await makeProject({});
    const { code, stderr } = await kedro(folder, 'run');
    expect(code).toBe(1);
    expect(stderr).toContain('no kedro.config file');
    expect(stderr).toContain('defineConfig');
  });
});
