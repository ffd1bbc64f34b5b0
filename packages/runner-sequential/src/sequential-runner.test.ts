import { testRunner } from '@kedro-ts/runner/testing';
import { SequentialRunner } from './sequential-runner.js';

testRunner({ name: 'sequential', createRunner: (options) => new SequentialRunner(options) });
