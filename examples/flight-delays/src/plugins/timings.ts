import type { Plugin } from '@kedro-ts/hooks';

/** What a node spends its time on: loading inputs, running its function, saving outputs. */
type Step = 'load' | 'run' | 'save';

/** One measurement, on its way from the worker that made it. */
interface Measurement {
  readonly node: string;
  readonly step: Step;
  readonly seconds: number;
}

/** Where the time of one node went. */
export interface NodeTimings {
  readonly node: string;
  /** The worker's number, or 0 for the main process. */
  readonly worker: number;
  readonly load: number;
  readonly run: number;
  readonly save: number;
}

/** What the plugin may be told. */
export interface TimingsOptions {
  /** The dataset of the catalog that keeps the timings. Default: `timings`. */
  readonly dataset?: string;
}

/** Measures every node wherever it runs, saves the seconds to a dataset and prints them as a table. */
export function timings({ dataset = 'timings' }: TimingsOptions = {}): Plugin {
  return {
    name: 'timings',
    apply(hooks, scope) {
      const started = new Map<string, number>();
      const start = (node: string, step: Step, what = ''): void => {
        started.set(`${node} ${step} ${what}`, performance.now());
      };
      const stop = (node: string, step: Step, what = ''): void => {
        const since = started.get(`${node} ${step} ${what}`) ?? performance.now();
        scope.report({ node, step, seconds: (performance.now() - since) / 1000 } satisfies Measurement);
      };
      hooks.beforeDatasetLoaded.tap('timings', ({ node, dataset }) => start(node.name, 'load', dataset));
      hooks.afterDatasetLoaded.tap('timings', ({ node, dataset }) => stop(node.name, 'load', dataset));
      hooks.beforeNodeRun.tap('timings', ({ node }) => start(node.name, 'run'));
      hooks.afterNodeRun.tap('timings', ({ node }) => stop(node.name, 'run'));
      hooks.beforeDatasetSaved.tap('timings', ({ node, dataset }) => start(node.name, 'save', dataset));
      hooks.afterDatasetSaved.tap('timings', ({ node, dataset }) => stop(node.name, 'save', dataset));
      if (scope.where === 'worker') return;

      const byNode = new Map<string, NodeTimings>();
      hooks.beforePipelineRun.tap('timings', () => byNode.clear());
      scope.onReport((data, { workerId }) => {
        const { node, step, seconds } = data as Measurement;
        const known = byNode.get(node) ?? { node, worker: workerId ?? 0, load: 0, run: 0, save: 0 };
        byNode.set(node, { ...known, [step]: known[step] + seconds });
      });
      hooks.afterPipelineRun.tap('timings', async ({ pipeline, catalog }) => {
        const rows = pipeline.nodes.flatMap(({ name }) => byNode.get(name) ?? []).map(roundSeconds);
        if (catalog.has(dataset)) await catalog.save(dataset, rows);
        console.log(toText(rows));
      });
    },
  };
}

function roundSeconds({ node, worker, load, run, save }: NodeTimings): NodeTimings {
  const [l, r, s] = [load, run, save].map((seconds) => Number(seconds.toFixed(3)));
  return { node, worker, load: l!, run: r!, save: s! };
}

function toText(rows: readonly NodeTimings[]): string {
  const width = Math.max(4, ...rows.map(({ node }) => node.length));
  const line = (node: string, cells: readonly string[]): string =>
    [node.padEnd(width), ...cells.map((cell) => cell.padStart(8))].join('');
  return [
    line('node', ['worker', 'load s', 'run s', 'save s']),
    ...rows.map(({ node, worker, load, run, save }) =>
      line(node, [worker === 0 ? 'main' : String(worker), ...[load, run, save].map((s) => s.toFixed(3))]),
    ),
  ].join('\n');
}
