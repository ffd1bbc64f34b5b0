import { unreachable } from '@kedro-ts/runner';
import type {
  DatasetWarning,
  LinePrinted,
  NodeFailed,
  NodeRetried,
  NodeSkipped,
  RunEvent,
  RunFailed,
  RunFinished,
  RunStarted,
  TransferredError,
  WorkerLost,
} from '@kedro-ts/runner';
import { cleanLine } from './clean-line.js';
import { count } from './count.js';
import { formatDuration } from './format-duration.js';
import { formatError, indent } from './format-error.js';
import { createPaint, type Paint } from './paint.js';
import type { RenderOptions } from './renderer.js';

/** The texts of a run that are the same wherever they are shown. */
export class RunTexts {
  readonly out: Paint;
  readonly err: Paint;
  readonly #options: RenderOptions;
  readonly #shownErrors = new Set<string>();
  readonly #failedNodes: string[] = [];
  #workers = 0;
  #skipped = 0;

  constructor(options: RenderOptions) {
    this.#options = options;
    this.out = createPaint(options.streams.stdout, options.env);
    this.err = createPaint(options.streams.stderr, options.env);
  }

  runStarted({ nodes, runner, workers, skipped, runId }: RunStarted): string {
    this.#workers = workers;
    const how = workers === 0 ? runner : `${runner}, ${count(workers, 'worker')}`;
    const id = this.#options.verbose ? this.out.faint(`  run ${runId}`) : '';
    const rest = skipped?.length ? `, not ${skipped.length} whose outputs are there` : '';
    return `Running ${count(nodes.length, 'node')}${rest} ${this.out.faint(`(${how})`)}${id}`;
  }

  runFinished({ total, durationMs }: RunFinished): string {
    const workers = this.#workers === 0 ? '' : ` with ${count(this.#workers, 'worker')}`;
    const skipped = this.#skipped === 0 ? '' : `, skipped ${this.#skipped}`;
    const ran = count(total - this.#skipped, 'node');
    return this.out.good(`Ran ${ran} in ${formatDuration(durationMs)}${workers}${skipped}`);
  }

  /** What is said of a node that is tried again, in one line behind a label: when, and what went wrong. */
  nodeRetried({ node, attempt, durationMs, delayMs, error, workerId }: NodeRetried): string {
    const where = this.#workerOf(workerId);
    const times = `after ${formatDuration(durationMs)}${where}, try ${attempt + 1} in ${formatDuration(delayMs)}`;
    return `${this.err.strong(node)} ${this.err.faint(`${times}:`)} ${this.#inOneLine(error)}`;
  }

  /** What is said of a node that a plugin kept from running, behind a label. */
  nodeSkipped({ node, reason, plugin }: NodeSkipped): string {
    this.#skipped++;
    return `${node}  ${cleanLine(reason.replaceAll('\n', ' '), false)} ${this.out.faint(`(${plugin})`)}`;
  }

  /** What is said of a worker that is gone, in one line behind a label; its node tells the rest. */
  workerLost({ workerId, node, error }: WorkerLost): string {
    const during = node === undefined ? '' : `, which ran ${node}`;
    return `worker ${workerId}${during}: ${this.#inOneLine(error)}`;
  }

  /** The lines of a failed node: its name and its error; of one that was stopped, that it was. */
  nodeFailed({ node, durationMs, error, workerId }: NodeFailed, sign: string): string[] {
    const where = this.#workerOf(workerId);
    const rest = `${this.err.strong(node)} ${this.err.faint(`after ${formatDuration(durationMs)}${where}`)}`;
    if (error.code === 'KEDRO_RUN_CANCELLED') return [`stopped ${rest}`];
    this.#failedNodes.push(node);
    return [`${this.err.bad(sign)} ${rest}`, ...indent(this.error(error))];
  }

  /** The lines that end a failed run: its error, unless that of a node was it, how far it came, and how to go on. */
  runFailed({ done, total, durationMs, error, cancelled, resumeFrom }: RunFailed): string[] {
    const lines = cancelled || this.#shownErrors.has(identity(error)) ? [] : this.#errorOfRun(error);
    const result = cancelled ? 'Cancelled' : 'Failed';
    const progress = done === 0 ? 'no node is done' : `${done} of ${count(total, 'node')} done`;
    lines.push(`${this.err.bad(`${result} after ${formatDuration(durationMs)}`)}: ${progress}.`);
    if (done > 0)
      lines.push(resumeFrom.length > 0 ? 'Resume with:' : 'Nothing done can be reused; run again:');
    if (done > 0) lines.push(`  ${this.err.accent(this.#options.resumeCommand(resumeFrom))}`);
    return lines;
  }

  /** Of several failures, which have been shown each with its node, the nodes are enough. */
  #errorOfRun(error: TransferredError): string[] {
    const { code, errors = [] } = error;
    const areShown = errors.every((one) => this.#shownErrors.has(identity(one)));
    if (code !== 'KEDRO_NODES_FAILED' || !areShown) return this.error(error);
    return [
      `${this.err.bad(count(this.#failedNodes.length, 'node'))} failed: ${this.#failedNodes.join(', ')}`,
    ];
  }

  /** An error as lines. */
  error(error: TransferredError): string[] {
    this.#shownErrors.add(identity(error));
    const { verbose, cwd } = this.#options;
    return formatError(error, { paint: this.err, verbose, cwd });
  }

  /** The lines of a warning, with its node in front of each. */
  warning({ node, message }: DatasetWarning): string[] {
    const source = this.err.accent(`[${node}]`);
    return message.split('\n').map((line, i) => {
      const label = i === 0 ? `${this.err.warn('warning')}: ` : '';
      return `${source} ${label}${cleanLine(line, this.err.coloured)}`;
    });
  }

  /** A line of user code, with its node in front. */
  linePrinted({ stream, text, node, workerId }: LinePrinted): string {
    const paint = stream === 'stdout' ? this.out : this.err;
    const source = node ?? (workerId === undefined ? undefined : `worker ${workerId}`);
    const line = cleanLine(text, paint.coloured);
    return source === undefined ? line : `${paint.accent(`[${source}]`)} ${line}`;
  }

  /** What is shown only when asked to be verbose. */
  detail(event: RunEvent): string | undefined {
    if (!this.#options.verbose) return undefined;
    switch (event.type) {
      case 'worker-started':
        return this.#detail('worker', `${event.workerId} started`, event.durationMs);
      case 'dataset-loaded':
        return this.#detail('load', event.dataset, event.durationMs, event.node);
      case 'dataset-saved':
        return this.#detail('save', event.dataset, event.durationMs, event.node);
      case 'dataset-released':
        return this.#detail('release', event.dataset);
      case 'run-started':
      case 'node-started':
      case 'node-finished':
      case 'node-failed':
      case 'node-retried':
      case 'node-skipped':
      case 'worker-lost':
      case 'warning':
      case 'line-printed':
      case 'run-finished':
      case 'run-failed':
        return undefined;
      default:
        return unreachable(event);
    }
  }

  #workerOf(workerId: number | undefined): string {
    return workerId !== undefined && this.#options.verbose ? `, worker ${workerId}` : '';
  }

  #inOneLine(error: TransferredError): string {
    const [first = ''] = formatError(error, { paint: this.err, verbose: false, cwd: this.#options.cwd });
    return cleanLine(first, this.err.coloured);
  }

  #detail(label: string, what: string, durationMs?: number, node?: string): string {
    const time = durationMs === undefined ? '' : `  ${formatDuration(durationMs)}`;
    return this.out.faint(
      `${label.padEnd(LABEL_WIDTH)} ${what}${time}${node === undefined ? '' : `  (${node})`}`,
    );
  }
}

/** The width of the word that begins a line. */
export const LABEL_WIDTH = 7;

/** Errors come as copies: what makes two of them the same is what they say. */
function identity({ name, message, stack }: TransferredError): string {
  return `${name}: ${message}\n${stack ?? ''}`;
}
