/** A worker of `bare-workers.mjs`: a thread, or a process. */
import { parentPort, workerData } from 'node:worker_threads';

const { module, export: name, data } = workerData ?? JSON.parse(process.argv[2]);
const answer = parentPort ? (message) => parentPort.postMessage(message) : (message) => process.send(message);

const tasks = import(module).then((imported) => imported[name](data));
let made;
const run = async ({ task, inputs }) => {
  try {
    made ??= await tasks;
    const result = made.get(task)(...inputs);
    answer({ result: typeof result?.then === 'function' ? await result : result });
  } catch (error) {
    answer({ error: error.stack });
  }
};

let last = Promise.resolve();
(parentPort ?? process).on('message', (message) => (last = last.then(() => run(message))));
