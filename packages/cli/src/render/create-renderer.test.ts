import { expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { createRenderer } from './create-renderer.js';

const options = {
  verbose: false,
  cwd: '/',
  resumeCommand: () => '',
  format: 'text',
  quiet: false,
  env: {},
} as const;
const terminal = recordStreams({ isTTY: true, columns: 80 });
const pipe = recordStreams();

it.each([
  ['a terminal', { streams: terminal }, 'ProgressRenderer'],
  ['a pipe', { streams: pipe }, 'LineRenderer'],
  ['a terminal of continuous integration', { streams: terminal, env: { CI: 'true' } }, 'LineRenderer'],
  ['a terminal with CI=false', { streams: terminal, env: { CI: 'false' } }, 'ProgressRenderer'],
  ['a terminal that cannot move its cursor', { streams: terminal, env: { TERM: 'dumb' } }, 'LineRenderer'],
  ['--quiet', { streams: terminal, quiet: true }, 'QuietRenderer'],
  ['--log-format json', { streams: terminal, format: 'json', quiet: true }, 'JsonRenderer'],
] as const)('has a renderer for %s', (_, given, expected) => {
  expect(createRenderer({ ...options, ...given }).constructor.name).toBe(expected);
});
