import { workerData, type MessagePort } from 'node:worker_threads';
import { work } from './work.js';

const port = workerData as MessagePort;
work({
  send: (message) => port.postMessage(message),
  sendLast: (message) => {
    port.postMessage(message);
    process.exit(1);
  },
  onMessage: (listener) => port.on('message', listener),
});
