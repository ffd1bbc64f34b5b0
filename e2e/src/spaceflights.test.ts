import { cp, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExcelDataset } from '@kedro-ts/datasets/excel';
import { describe, expect, it } from 'vitest';
import { kedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/spaceflights/', import.meta.url));
const TYPES = ['V5', 'V2', 'V10'];

/** The project with data of its own: a `conf/` as a Kedro project in Python has it, and pipelines in TypeScript. */
async function spaceflights(): Promise<string> {
  const ids = Array.from({ length: 60 }, (_, i) => i + 1);
  const companies = ids.map((id) =>
    [id, `${id % 5 === 0 ? '' : `${id}%`}`, id % 3 === 0 ? 'f' : 't'].join(','),
  );
  const reviews = ids.flatMap((id) => [[id, 80 + (id % 20)].join(','), [id, ''].join(',')]);
  const project = await makeProject({
    'data/01_raw/companies.csv': ['id,company_rating,iata_approved', ...companies, ''].join('\n'),
    'data/01_raw/reviews.csv': ['shuttle_id,review_scores_rating', ...reviews, ''].join('\n'),
  });
  await new ExcelDataset({ filepath: join(project, 'data/01_raw/shuttles.xlsx') }).save(
    ids.map((id) => ({
      id,
      shuttle_type: TYPES[id % 3]!,
      engines: (id % 4) + 1,
      passenger_capacity: (id % 7) + 2,
      crew: (id % 3) + 1,
      d_check_complete: id % 2 === 0 ? 't' : 'f',
      price: `$${(1000 + 310 * ((id % 4) + 1) + 50 * (id % 7)).toLocaleString('en-US')}.0`,
      company_id: id,
    })),
  );
  await cp(FIXTURE, project, { recursive: true });
  return project;
}

const versionsOf = async (project: string, path: string): Promise<string[]> =>
  (await readdir(join(project, path))).filter((name) => !name.startsWith('.')).sort();

describe("the conf/ of a project as Kedro's tutorial makes it", () => {
  it('runs unchanged, and each run saves a version of its own', async () => {
    const project = await spaceflights();
    const first = await kedro(project, 'run');
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const models = 'data/06_models/regressor_active_modelling_pipeline.pickle';
    const [version] = await versionsOf(project, models);
    expect(version).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);

    const reports = await versionsOf(project, 'data/08_reporting');
    expect(reports).toEqual([
      'dummy_confusion_matrix.png',
      'shuttle_passenger_capacity_plot_exp.json',
      'shuttle_passenger_capacity_plot_go.json',
    ]);
    const files = reports.map((name) => join(project, 'data/08_reporting', name, version!, name));
    const [image, express] = await Promise.all(files.map((file) => readFile(file)));
    expect(image!.subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.parse(express!.toString())).toMatchObject({
      data: [{ type: 'bar', orientation: 'v', x: expect.arrayContaining(TYPES) as unknown }],
      layout: { title: { text: 'Capacity of shuttles' } },
    });

    const second = await kedro(project, 'run', '--pipelines', 'data_science');
    expect(second.code).toBe(0);
    expect(await versionsOf(project, models)).toHaveLength(2);
  });

  it('runs in parallel, with one version for all that a run saves', async () => {
    const project = await spaceflights();
    const { code, stderr } = await kedro(project, 'run', '--runner', 'parallel', '--max-workers', '2');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const folders = [
      'data/06_models/regressor_active_modelling_pipeline.pickle',
      'data/06_models/regressor_candidate_modelling_pipeline.pickle',
      'data/09_tracking/active_modelling_pipeline.json',
      'data/08_reporting/dummy_confusion_matrix.png',
    ];
    const versions = await Promise.all(folders.map((folder) => versionsOf(project, folder)));
    expect(new Set(versions.flat()).size).toBe(1);
  });

  it('loads an older version of a model', async () => {
    const project = await spaceflights();
    await kedro(project, 'run');
    await kedro(project, 'run', '--pipelines', 'data_science', '--params', 'model_options.features=[crew]');
    const models = 'data/06_models/regressor_active_modelling_pipeline.pickle';
    const [old] = await versionsOf(project, models);
    const { code, stderr } = await kedro(
      project,
      ...[
        'run',
        '--nodes',
        'active_modelling_pipeline.split_data_node,active_modelling_pipeline.evaluate_model_node',
      ],
      ...['--load-versions', `active_modelling_pipeline.regressor:${old}`],
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const tracking = 'data/09_tracking/active_modelling_pipeline.json';
    const versions = await versionsOf(project, tracking);
    const metrics = await Promise.all(
      versions.map(async (version) =>
        readFile(join(project, tracking, version, 'active_modelling_pipeline.json'), 'utf8'),
      ),
    );
    expect(metrics).toHaveLength(3);
    expect(metrics[2]).toBe(metrics[0]);
    expect(metrics[1]).not.toBe(metrics[0]);
  });

  it('is shown and explained with its credentials masked', async () => {
    const project = await spaceflights();
    const shown = await kedro(project, 'config', 'show');
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('data/03_primary/model_input_table.parquet');
    expect(shown.stdout).not.toContain('not-a-secret');
    const explained = await kedro(project, 'config', 'explain', 'catalog.model_input_table.filepath');
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('base/catalog.yml:');
    expect(explained.stdout).toContain('data/03_primary/model_input_table.parquet');
  });
});
