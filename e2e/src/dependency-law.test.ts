import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the linter says of a line, if it stood in an existing file of a package. */
async function lint(file: string, line: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `${root}packages/${file}` });
  return result!.messages
    .filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries')
    .map(({ message }) => message);
}

describe('the dependency law of ARCHITECTURE.md', () => {
  it.each([
    ['io/src/index.ts', "export { Pipeline } from '@kedro-ts/pipeline';"],
    ['pipeline/src/index.ts', "export { DataCatalog } from '@kedro-ts/io';"],
    ['runner-sequential/src/index.ts', "export { ParallelRunner } from '@kedro-ts/runner-parallel';"],
    ['runner-parallel/src/index.ts', "export { createSession } from '@kedro-ts/project';"],
    ['datasets/src/index.ts', "export const load = () => import('@kedro-ts/hooks');"],
    ['io/src/index.ts', "export { Pipeline } from '../../pipeline/src/pipeline.js';"],
  ])('makes the linter refuse in %s: %s', async (file, line) => {
    expect(await lint(file, line)).not.toEqual([]);
  });

  it.each([
    ['runner/src/index.ts', "export { Pipeline } from '@kedro-ts/pipeline';"],
    ['project/src/index.ts', "export { ConfigLoader } from '@kedro-ts/config';"],
  ])('lets %s have: %s', async (file, line) => {
    expect(await lint(file, line)).toEqual([]);
  });
});
