import { parentPort } from 'node:worker_threads';
import { work } from './work.js';

work({
  send: (message) => void parentPort!.postMessage(message),
  onMessage: (listener) => parentPort!.on('message', listener),
});
