import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const ENTRY = new URL('bare-worker.mjs', import.meta.url);

/**
 * The floor of a parallel run: workers that import a module, get one message for each task, and answer it. Each does its tasks
 * in the order in which they come.
 */
export class BareWorkers {
  #workers;

  /**
   * @param tasks - `{ module, export, data }`: the function that gives a map of tasks by name
   * @param isolation - `thread` or `process`
   */
  constructor(count, tasks, isolation = 'thread') {
    const connect = isolation === 'thread' ? connectThread : connectProcess;
    this.#workers = Array.from({ length: count }, () => connect(tasks));
  }

  /** Asks a worker, numbered from 0, to run a task. */
  run(worker, task, ...inputs) {
    return this.#workers[worker].run(task, inputs);
  }

  /** Runs independent tasks, the next as soon as a worker is free. Gives results in the order of the tasks. */
  async runAll(tasks, input) {
    const results = new Array(tasks.length);
    let next = 0;
    const loop = async (worker) => {
      while (next < tasks.length) {
        const i = next++;
        results[i] = await this.run(worker, tasks[i], input);
      }
    };
    await Promise.all([...this.#workers.keys()].map(loop));
    return results;
  }

  async stop() {
    await Promise.all(this.#workers.map(({ stop }) => stop()));
  }
}

function connectThread(tasks) {
  const worker = new Worker(ENTRY, { workerData: tasks });
  return {
    run: askIn(worker, (message) => worker.postMessage(message)),
    stop: () => worker.terminate(),
  };
}

function connectProcess(tasks) {
  const child = fork(fileURLToPath(ENTRY), [JSON.stringify(tasks)], { serialization: 'advanced' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    run: askIn(child, (message) => child.send(message)),
    stop: () => {
      child.disconnect();
      return exited;
    },
  };
}

/** Answers come in the order of the questions. */
function askIn(emitter, send) {
  const waiting = [];
  emitter.on('message', ({ result, error }) => {
    const { resolve, reject } = waiting.shift();
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  });
  emitter.on('error', (error) => waiting.shift()?.reject(error));
  return (task, inputs) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      send({ task, inputs });
    });
}
