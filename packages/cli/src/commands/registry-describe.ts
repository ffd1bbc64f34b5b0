import { createSession } from '@kedro-ts/project';
import type { RegistryOptions } from '../program.js';

/** Prints the inputs, nodes and outputs of a pipeline. */
export async function registryDescribe(name: string, { env }: RegistryOptions): Promise<number> {
  await using session = await createSession({ cwd: process.cwd(), env });
  const pipeline = await session.pipeline([name]);
  process.stdout.write(`${pipeline.describe({ namesOnly: false })}\n`);
  return 0;
}
