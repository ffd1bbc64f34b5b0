import { createSession } from '@kedro-ts/project';
import { pluginsOptions } from '../options/plugins-option.js';
import type { RegistryOptions } from '../program.js';

/** Prints the inputs, nodes and outputs of a pipeline; names as they are given to `--nodes` and the like. */
export async function registryDescribe(name: string, options: RegistryOptions): Promise<number> {
  await using session = await createSession({
    cwd: process.cwd(),
    env: options.env,
    ...pluginsOptions(options),
  });
  const pipeline = await session.pipeline([name]);
  const lines = [
    `Pipeline ${name}: ${pipeline.nodes.length} ${pipeline.nodes.length === 1 ? 'node' : 'nodes'}`,
    `inputs:  ${list(pipeline.inputs)}`,
    `outputs: ${list(pipeline.outputs)}`,
    '',
    ...pipeline.nodes.flatMap((node) => [
      `${node.name}${node.tags.size > 0 ? `  (tags: ${list(node.tags)})` : ''}`,
      `    ${list(node.inputs)} -> ${list(node.outputs)}`,
    ]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function list(names: Iterable<string>): string {
  return [...names].join(', ') || 'none';
}
