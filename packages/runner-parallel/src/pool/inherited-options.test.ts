import { expect, test } from 'vitest';
import { inheritedOptions } from './inherited-options.js';

test.each([
  [['--no-warnings', '--max-old-space-size=64']],
  [['--input-type=module', '--no-warnings', '-e', 'run()', '--max-old-space-size=64']],
  [['--no-warnings', '--input-type', 'module', '--eval=a = 1', '--max-old-space-size=64']],
])('workers have the options of Node, but no script: %j', (options) => {
  expect(inheritedOptions(options)).toEqual(['--no-warnings', '--max-old-space-size=64']);
});
