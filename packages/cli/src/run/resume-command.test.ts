import { expect, it } from 'vitest';
import { resumeCommand } from './resume-command.js';

const resume = (
  args: readonly string[],
  nodes: readonly string[],
  platform: NodeJS.Platform = 'linux',
  agent?: string,
) => resumeCommand(nodes, { args, platform, env: { npm_config_user_agent: agent } });

it.each([
  [['run'], ['a', 'b'], 'kedro run --from-nodes "a,b"'],
  [['run'], [], 'kedro run'],
  [['run', '-p', 'x', '--from-nodes', 'old', '-v'], ['new'], 'kedro run -p x -v --from-nodes new'],
  [
    ['run', '--from-nodes=old', '--params', 'a=1,b=x y'],
    ['new'],
    'kedro run --params "a=1,b=x y" --from-nodes new',
  ],
  [['run'], ['cost in $', "it's"], `kedro run --from-nodes 'cost in $,it'\\''s'`],
  [['run', '--resume', '-v'], ['a'], 'kedro run --resume -v'],
  [['run', '--resume', 'an-id', '-p', 'x'], ['a'], 'kedro run --resume -p x'],
  [['run', '-v', '--resume=an-id'], [], 'kedro run -v --resume'],
  [['run', ''], ['a'], 'kedro run "" --from-nodes a'],
])('repeats %j with the nodes %j', (args, nodes, command) => {
  expect(resume(args, nodes)).toBe(command);
});

it('quotes for the shells of Windows', () => {
  expect(resume(['run'], ['cost in $', 'b'], 'win32')).toBe('kedro run --from-nodes "cost in $,b"');
});

it('calls the command as it was called', () => {
  expect(resume(['run'], ['a'], 'linux', 'npm/11.0.0 node/v20')).toBe('npx kedro run --from-nodes a');
  expect(resume(['run'], ['a'], 'linux', 'pnpm/10.0.0 node/v20')).toBe('pnpm kedro run --from-nodes a');
  expect(resume(['run'], ['a'], 'linux', 'yarn/4.0.0 node/v20')).toBe('yarn kedro run --from-nodes a');
});
