import { createSession } from '@kedro-ts/project';
import type { RegistryOptions } from '../program.js';

/** Prints the names of all pipelines, one a line. */
export async function registryList({ env }: RegistryOptions): Promise<number> {
  await using session = await createSession({ cwd: process.cwd(), env });
  for (const name of await session.pipelineNames()) process.stdout.write(`${name}\n`);
  return 0;
}
