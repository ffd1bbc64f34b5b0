import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Pipeline } from '@kedro-ts/pipeline';
import { encodeError, type RunEvent } from '@kedro-ts/runner';
import type { ProjectCode } from '../code/project-code.js';
import { readOptionalConfig } from '../configuration.js';
import { createSecretMask, inlineCredentials, type SecretMask } from '../mask-secrets.js';
import type { ContextOptions, ProjectContext } from '../project-context.js';
import type { Project } from '../project.js';
import type { PreparedResume, ResumePlan } from '../resume/plan-resume.js';
import { requestOf } from '../resume/restore-run.js';
import { withoutSecrets } from '../resume/run-request.js';
import type { SessionRunOptions } from '../session.js';
import { CodeDigests } from './code-digest/code-digests.js';
import type { ResolveImport } from './code-digest/resolve-import.js';
import { EvidenceRecorder } from './evidence-recorder.js';
import { FileDigests } from './file-digests.js';
import { removeOldJournals } from './journal-folder.js';
import { JOURNAL_VERSION, type JournalLine, type RunRequested } from './journal-line.js';
import { NodeDigester } from './node-digests.js';
import { thisProcess } from './process-identity.js';
import type { RunRecord } from './read-run.js';
import { RunJournal } from './run-journal.js';
import { packageVersion } from './package-version.js';

/** Of how many runs the journals are kept, where the config does not say. */
const KEEP = 50;

/** What a {@link RunRecorder} is told of its run. */
export interface RunRecorderOptions {
  readonly project: Project;
  readonly context: ProjectContext;
  /** What the session was given. */
  readonly session: ContextOptions;
  /** What the run was given, or has taken from the one that it resumes. */
  readonly run: SessionRunOptions;
  readonly runId: string;
  readonly runner: string;
  readonly pipeline: Pipeline;
  readonly resumed: RunRecord | undefined;
  readonly onResume: ((plan: ResumePlan) => void) | undefined;
  readonly onEvent: ((event: RunEvent) => void) | undefined;
}

/** Keeps the journal of one run, and takes out of it what an earlier one has done already. */
export class RunRecorder {
  /** What is left to run. */
  readonly pipeline: Pipeline;
  /** Is to be told everything that happens; absent when nobody wants to know. */
  readonly onEvent: ((event: RunEvent) => void) | undefined;
  readonly #writing: Writing | undefined;

  private constructor(pipeline: Pipeline, onEvent: RunRecorder['onEvent'], writing?: Writing) {
    this.pipeline = pipeline;
    this.onEvent = onEvent;
    this.#writing = writing;
  }

  /** Plans the resuming, and begins the journal unless the config wants none. */
  static async open(options: RunRecorderOptions): Promise<RunRecorder> {
    const { project, context, resumed, onResume, onEvent } = options;
    const { config, projectPath } = project;
    const isKept = config.journal !== false;
    if (!isKept && resumed === undefined) return new RunRecorder(options.pipeline, onEvent);

    const { catalog, parameters, env } = context;
    const code = await codeDigestsOf(project);
    const digester = new NodeDigester({ code, catalog, parameters, env });
    const files = new FileDigests(projectPath);
    const prepared = resumed && (await prepare(resumed, options, digester, files));
    if (prepared) onResume?.(prepared.plan);
    const pipeline = prepared?.pipeline ?? options.pipeline;
    const listen = withSkipped(onEvent, prepared?.plan.skipped);
    if (!isKept) return new RunRecorder(pipeline, listen);

    const mask = await readMask(context);
    const journal = new RunJournal(projectPath, headerOf(options, mask));
    const { runId } = options;
    for (const line of prepared?.carried ?? []) journal.add({ ...line, runId, time: Date.now() });
    journal.flush();
    const { keep = KEEP } = config.journal || {};
    const evidence = new EvidenceRecorder({
      ...{ pipeline, catalog, digester, files },
      onStat: (facts) => journal.add({ type: 'node-stat', runId, time: Date.now(), ...facts }),
      onEvidence: (facts) => journal.add({ type: 'node-evidence', runId, time: Date.now(), ...facts }),
    });
    const writing = new Writing(runId, journal, evidence, files, mask, removeOldJournals(projectPath, keep));
    const record = withSkipped((event) => writing.add(event), prepared?.plan.skipped)!;
    return new RunRecorder(
      pipeline,
      (event) => {
        record(event);
        listen?.(event);
      },
      writing,
    );
  }

  /** When the run is over, however it ended. */
  async close(): Promise<void> {
    await this.#writing?.close();
  }
}

/** One for all runs of a session, which run the same code. */
const known = new WeakMap<ProjectCode, { readonly size: number; readonly digests: CodeDigests }>();

async function codeDigestsOf({ code, projectPath }: Project): Promise<CodeDigests> {
  const roots = [...code.imported];
  const earlier = known.get(code);
  if (earlier?.size === roots.length) return earlier.digests;
  // The name of a folder in the cache says its content, so what is in there does not change.
  const cache = join(projectPath, '.kedro', 'cache') + sep;
  const isStale = (path: string): boolean =>
    !path.startsWith(cache) && statSync(path).mtimeMs > code.openedTime;
  const digests = new CodeDigests({ roots, isStale, resolveImport: await importResolver(projectPath) });
  known.set(code, { size: roots.length, digests });
  return digests;
}

/** Needed, and worth its time, only where a project gives names to modules of its own. */
async function importResolver(projectPath: string): Promise<ResolveImport | undefined> {
  const text = await readFile(join(projectPath, 'package.json'), 'utf8').catch(() => '');
  return /"(?:imports|exports)"/.test(text) ? (await import('import-meta-resolve')).resolve : undefined;
}

/** The journal of a run under way. */
class Writing {
  #end: 'finished' | 'failed' | 'cancelled' | undefined;

  constructor(
    private readonly runId: string,
    private readonly journal: RunJournal,
    private readonly evidence: EvidenceRecorder,
    private readonly files: FileDigests,
    private readonly mask: SecretMask,
    private readonly removal: Promise<void>,
  ) {
    // Old journals that cannot be removed now are in nobody's way until the next run.
    removal.catch(() => undefined);
  }

  /** Notes an event. What it says of nodes is on disk before another one starts. */
  add(event: RunEvent): void {
    const { journal, evidence } = this;
    if (!journal.isOpen) return;
    if (event.type === 'run-started') evidence.begin();
    journal.add(PLAIN.has(event.type) ? event : (this.mask.tree(event) as JournalLine));
    switch (event.type) {
      case 'node-finished':
        evidence.nodeFinished(event.node, event.durationMs);
        journal.flush();
        break;
      case 'run-finished':
        this.#end = 'finished';
        journal.flush();
        break;
      case 'run-failed':
        this.#end = event.cancelled ? 'cancelled' : 'failed';
        journal.flush();
        break;
      case 'node-started':
      case 'node-failed':
        journal.flush();
        break;
      default:
      // Told by others before and after, or written when the event loop comes round.
    }
  }

  async close(): Promise<void> {
    const { journal, evidence, runId } = this;
    if (journal.isOpen) {
      // A run that was refused before it began has told nobody that it ended.
      if (this.#end === undefined) journal.add(refused(runId));
      if (this.#end === 'cancelled') evidence.stop();
      // Nobody resumes a run that has finished.
      else if (this.#end !== 'finished') {
        await evidence.end();
        await this.files.save();
      }
    }
    journal.close();
    await this.removal.catch(() => undefined);
  }
}

/** Events that hold nothing but names and numbers; in all others there may be a secret. */
const PLAIN: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'run-started',
  'worker-started',
  'node-started',
  'dataset-loaded',
  'dataset-saved',
  'node-finished',
  'dataset-released',
  'run-finished',
]);

function refused(runId: string): RunEvent {
  const error = encodeError(new Error('The run ended before it began.'));
  return {
    ...{ type: 'run-failed', runId, time: Date.now(), durationMs: 0, done: 0, total: 0 },
    ...{ error, cancelled: false, resumeFrom: [] },
  };
}

async function prepare(
  run: RunRecord,
  { pipeline, context: { catalog } }: RunRecorderOptions,
  digester: NodeDigester,
  files: FileDigests,
): Promise<PreparedResume> {
  const { planResume } = await import('../resume/plan-resume.js');
  return planResume({ run, pipeline, catalog, digester, files });
}

/** The runner does not know of the nodes that were left out before. */
function withSkipped(
  listen: ((event: RunEvent) => void) | undefined,
  skipped: readonly string[] | undefined,
): ((event: RunEvent) => void) | undefined {
  if (listen === undefined || skipped === undefined) return listen;
  return (event) =>
    listen(
      event.type === 'run-started' ? { ...event, skipped: [...skipped, ...(event.skipped ?? [])] } : event,
    );
}

async function readMask({ configuration: { loader } }: ProjectContext): Promise<SecretMask> {
  const [credentials, catalog] = await Promise.all(
    ['credentials', 'catalog'].map((key) => readOptionalConfig(loader, key)),
  );
  return createSecretMask(credentials, ...inlineCredentials(catalog));
}

function headerOf(options: RunRecorderOptions, mask: SecretMask): RunRequested {
  const { context, session, run, runId, runner, resumed } = options;
  const { env, confSource, runtimeParams, loadVersions } = session;
  const request = {
    ...(env && { env }),
    ...(confSource !== undefined && { confSource }),
    ...(runtimeParams && { runtimeParams }),
    ...(loadVersions && { loadVersions }),
    ...requestOf(run),
  };
  return {
    type: 'run-requested',
    journal: JOURNAL_VERSION,
    runId,
    time: Date.now(),
    process: thisProcess(),
    node: process.version,
    version: packageVersion(),
    env: context.env,
    runner,
    request: withoutSecrets(request, mask),
    ...(resumed && { resumedFrom: resumed.header.runId }),
  };
}
