import { createSession } from '@kedro-ts/project';
import type { RegistryOptions } from '../program.js';

/** Prints the inputs, nodes and outputs of a pipeline; names as they are given to `--nodes` and the like. */
export async function registryDescribe(name: string, { env }: RegistryOptions): Promise<number> {
  await using session = await createSession({ cwd: process.cwd(), env });
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
