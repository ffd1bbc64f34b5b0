import {
  createSecretMask,
  inlineCredentials,
  openConfiguration,
  openJournals,
  readOptionalConfig,
  type NodeRecord,
  type RunRecord,
  type SecretMask,
} from '@kedro-ts/project';
import type { LinePrinted } from '@kedro-ts/runner';
import type { RunsOptions } from '../program.js';
import { cleanLine } from '../render/clean-line.js';
import { columns, type Row } from '../render/columns.js';
import { dumpJson } from '../render/dump.js';
import { formatDuration } from '../render/format-duration.js';
import { formatError, indent } from '../render/format-error.js';
import { formatTime } from '../render/format-time.js';
import { createPaint, type Paint } from '../render/paint.js';
import { statusStyle, summaryOf } from '../runs/run-summary.js';

/** How many of the lines that nodes printed are shown. */
const LAST_LINES = 10;

/** Prints what a run was asked for, and what became of its nodes; without an id of the last run. */
export async function runsShow(runId: string | undefined, { format }: RunsOptions): Promise<number> {
  const journals = await openJournals({ cwd: process.cwd() });
  const found = runId === undefined ? (await journals.list())[0] : await journals.find(runId);
  if (found === undefined) {
    process.stderr.write(`${NO_RUNS}\n`);
    return 0;
  }
  const run = (await createMask(found)).tree(found) as RunRecord;
  if (format === 'json') {
    const { header, nodes, error } = run;
    process.stdout.write(
      dumpJson({ ...summaryOf(run), header, nodes, error: error ?? null, printed: printedBy(run) }),
    );
    return 0;
  }
  const paint = createPaint(process.stdout, process.env);
  const blocks = [
    headerLines(run, paint),
    nodeLines(run, paint),
    endLines(run, paint),
    printedLines(run, paint),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  process.stdout.write(shown.join('\n'));
  return 0;
}

const NO_RUNS = 'There is no record of a run yet: "kedro run" makes one.';

/** What was written then had no secrets; those that are secret only now are left out too. */
async function createMask({ header: { request } }: RunRecord): Promise<SecretMask> {
  const { env, confSource, runtimeParams } = request;
  try {
    const { loader } = await openConfiguration({
      ...(env !== undefined && { env }),
      ...(confSource !== undefined && { confSource }),
      ...(runtimeParams && { runtimeParams }),
    });
    const [credentials, catalog] = [
      await readOptionalConfig(loader, 'credentials'),
      await readOptionalConfig(loader, 'catalog'),
    ];
    return createSecretMask(credentials, ...inlineCredentials(catalog));
  } catch {
    // The project may have changed since; its runs can still be looked at.
    return createSecretMask();
  }
}

function headerLines({ header, status, durationMs, done, total }: RunRecord, paint: Paint): string[] {
  const { runId, time, runner, env, request, resumedFrom, process: by, node, version } = header;
  const rows: Row[] = [
    ['status', { text: status, paint: statusStyle(status, paint) }],
    ['started', `${formatTime(time)}, took ${formatDuration(durationMs)}`],
    ['nodes', `${done} of ${total} done`],
    ['runner', `${runner} ${optionsText(request.runnerOptions)}`.trimEnd()],
    ['env', env],
    ['pipelines', request.pipelines?.join(', ') ?? ''],
    ...Object.entries(request.filter ?? {}).map(([condition, names]): Row => [condition, names.join(', ')]),
    ['params', optionsText(request.runtimeParams)],
    ['conf source', request.confSource ?? ''],
    ['versions', optionsText(request.loadVersions)],
    ['not kept', request.withheld?.join(', ') ?? ''],
    ['resumes', resumedFrom ?? ''],
    ['process', `${by.pid}, Node ${node}, kedro-ts ${version}`],
  ];
  const filled = rows.filter(([, text]) => text !== '');
  return [paint.strong(`Run ${runId}`), ...indent(columns(filled))];
}

/** As JSON, so that texts and numbers can be told apart. */
function optionsText(options: Readonly<Record<string, unknown>> | undefined): string {
  return options === undefined || Object.keys(options).length === 0 ? '' : JSON.stringify(options);
}

function nodeLines({ nodes }: RunRecord, paint: Paint): string[] {
  const rows = nodes.map(({ name, status, durationMs, attempts }): Row => [
    { text: status, paint: statusStyle(status, paint) },
    name,
    durationMs === undefined ? '' : formatDuration(durationMs),
    attempts === undefined ? '' : `${attempts} attempts`,
  ]);
  const lines = columns(rows);
  return nodes.flatMap((node, i) => [lines[i]!, ...indent(errorLines(node, paint), '    ')]);
}

function errorLines({ error }: Pick<NodeRecord, 'error'>, paint: Paint): string[] {
  return error === undefined ? [] : formatError(error, { paint, verbose: false, cwd: process.cwd() });
}

/** Why the run ended, unless that is said of a node. */
function endLines({ error, nodes, status }: RunRecord, paint: Paint): string[] {
  const isSaid = nodes.some((node) => node.error?.message === error?.message);
  return isSaid || status === 'cancelled' ? [] : errorLines({ ...(error && { error }) }, paint);
}

function printedBy({ lines }: RunRecord): LinePrinted[] {
  return lines.filter((line): line is LinePrinted => line.type === 'line-printed').slice(-LAST_LINES);
}

function printedLines(run: RunRecord, paint: Paint): string[] {
  const lines = printedBy(run).map(({ node, text }) => {
    const source = node === undefined ? '' : `${paint.accent(`[${node}]`)} `;
    return source + cleanLine(text, paint.coloured);
  });
  return lines.length === 0 ? [] : ['Last lines printed by workers:', ...indent(lines)];
}
