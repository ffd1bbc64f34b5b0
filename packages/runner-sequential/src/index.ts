export { SequentialRunner } from './sequential-runner.js';
