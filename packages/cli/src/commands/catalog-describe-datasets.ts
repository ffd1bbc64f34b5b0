import type { DatasetSource } from '../catalog/find-source.js';
import { datasetsOf, openCatalog, type PipelineDatasets } from '../catalog/open-catalog.js';
import type { CatalogCommandOptions } from '../program.js';
import { columns, type Row } from '../render/columns.js';
import { indent } from '../render/format-error.js';
import { createPaint, type Paint } from '../render/paint.js';

/** Prints the datasets of each pipeline: those of entries, of patterns, of code, and those held in memory, by their types. */
export async function catalogDescribeDatasets(options: CatalogCommandOptions): Promise<number> {
  const { session, resolver } = await openCatalog(options);
  await using _session = session;
  const pipelines = await datasetsOf(session, resolver, options);
  const paint = createPaint(process.stdout, process.env);
  const blocks = pipelines.map((pipeline) => describe(pipeline, paint).join('\n'));
  process.stdout.write(blocks.map((block) => `${block}\n`).join('\n'));
  return 0;
}

const KINDS: readonly (readonly [DatasetSource['kind'], title: string])[] = [
  ['entry', 'entries of the catalog'],
  ['pattern', 'made by patterns'],
  ['code', 'registered by code'],
  ['memory', 'in memory'],
];

function describe({ pipeline, datasets }: PipelineDatasets, paint: Paint): string[] {
  const lines = [paint.strong(pipeline)];
  if (datasets.length === 0) lines.push('  no datasets');
  // One width for all of a pipeline, so that its blocks stand below each other.
  const rows = columns(datasets.map((dataset) => row(dataset, paint)));
  for (const [kind, title] of KINDS) {
    const found = datasets
      .map((dataset, i) => ({ dataset, line: rows[i]! }))
      .filter(({ dataset }) => dataset.kind === kind)
      .sort((a, b) => (a.dataset.type < b.dataset.type ? -1 : a.dataset.type > b.dataset.type ? 1 : 0));
    if (found.length > 0)
      lines.push(
        `  ${title}`,
        ...indent(
          found.map(({ line }) => line),
          '    ',
        ),
      );
  }
  return lines;
}

function row({ name, type, pattern = '' }: DatasetSource, paint: Paint): Row {
  return [{ text: type, paint: paint.faint }, name, { text: pattern, paint: paint.accent }];
}
