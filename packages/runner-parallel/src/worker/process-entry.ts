import { encodeError } from '@kedro-ts/runner';
import type { MainMessage } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { work } from './work.js';

// Ctrl-C reaches the whole process group; main decides when workers end. Without main there is nothing to work for.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
process.on('uncaughtException', (error) => {
  const message: WorkerMessage = { type: 'crashed', error: encodeError(error) };
  process.send!(message, undefined, undefined, () => process.exit(1));
});

work({
  send: (message) => void process.send!(message),
  onMessage: (listener) => process.on('message', (message) => listener(message as MainMessage)),
});
