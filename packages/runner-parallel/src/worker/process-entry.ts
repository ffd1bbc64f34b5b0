import type { MainMessage } from '../protocol/main-message.js';
import { work } from './work.js';

// Ctrl-C reaches the whole process group; main decides when workers end. Without main there is nothing to work for.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

work({
  send: (message) => process.send!(message),
  onMessage: (listener) => process.on('message', (message) => listener(message as MainMessage)),
});
