import { createSession, DEFAULT_PIPELINE } from '@kedro-ts/project';
import { pluginsOptions } from '../options/plugins-option.js';
import type { RegistryOptions } from '../program.js';

/** Prints the names of all pipelines, one a line, first the one that runs when none is named. */
export async function registryList(options: RegistryOptions): Promise<number> {
  await using session = await createSession({
    cwd: process.cwd(),
    env: options.env,
    ...pluginsOptions(options),
  });
  const { names } = session.pipelines;
  if (names.length === 0) process.stderr.write(`${NO_PIPELINES}\n`);
  else for (const name of new Set([DEFAULT_PIPELINE, ...names])) process.stdout.write(`${name}\n`);
  return 0;
}

const NO_PIPELINES = 'The project has no pipelines yet: add src/pipelines/<name>/index.ts.';
