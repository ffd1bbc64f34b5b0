import { main } from './main.js';

// Node ends a process that waits for what can no longer come: until a command is done, it counts as failed.
process.exitCode = 1;
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
