import { join } from 'node:path';
import { showPath } from '@kedro-ts/config';
import { createSession, openConfiguration, readParameters } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, onePipeline, type Files } from '../test/make-project.js';

/** The same schema in three libraries. */
const SCHEMAS: Readonly<Record<string, string>> = {
  zod: `import * as z from 'zod';
const parametersSchema = z.object({
  model: z.object({ depth: z.number().int(), rate: z.number().default(0.5), layers: z.array(z.number()).optional() }),
  name: z.string(),
});`,
  valibot: `import * as v from 'valibot';
const parametersSchema = v.object({
  model: v.object({
    depth: v.pipe(v.number(), v.integer()),
    rate: v.optional(v.number(), 0.5),
    layers: v.optional(v.array(v.number())),
  }),
  name: v.string(),
});`,
  arktype: `import { type } from 'arktype';
const parametersSchema = type({
  model: { depth: 'number.integer', rate: 'number = 0.5', 'layers?': 'number[]' },
  name: 'string',
});`,
};

const project = (library: string, parameters: string, more: Files = {}): Files => ({
  'kedro.config.ts': `${SCHEMAS[library]}
export default { parametersSchema, runner: ['parallel', { maxWorkers: 1 }] };`,
  'conf/base/parameters.yml': parameters,
  ...more,
});

describe.each(Object.keys(SCHEMAS))('parametersSchema of %s', (library) => {
  it('gives parameters with its defaults, in workers too', async () => {
    const cwd = await makeProject(
      project(library, 'model: { depth: 3 }\nname: small', {
        'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = ({ parameters }: { parameters: { model: { rate: number } } }) =>
  pipeline([node((rate: number) => [rate, parameters.model.rate], 'params:model.rate', 'out', { name: 'a' })]);`,
      }),
    );
    await using session = await createSession({ cwd });
    expect(session.context.parameters).toEqual({ model: { depth: 3, rate: 0.5 }, name: 'small' });
    const { outputs } = await session.run();
    expect(await outputs['out']!.load()).toEqual([0.5, 0.5]);
  });

  it('lists all that is wrong, and where it comes from', async () => {
    const cwd = await makeProject(
      project(library, 'model:\n  rate: fast\n  layers:\n    - 1\n    - two\n', {
        'conf/local/parameters.yml': 'unused: 1',
      }),
    );
    const failure = (await createSession({ cwd, runtimeParams: { name: 5 } }).catch(
      (error: unknown) => error,
    )) as Error & { issues: { path: string; message: string; origin: string }[] };
    expect(failure).toMatchObject({ code: 'KEDRO_PARAMETERS_INVALID' });
    const origins = Object.fromEntries(failure.issues.map(({ path, origin }) => [path, origin]));
    const file = showPath(join(cwd, 'conf/base/parameters.yml'));
    expect(origins).toEqual({
      'model.depth': `not given; model is at ${file}:1`,
      'model.rate': `${file}:2`,
      'model.layers.1': `${file}:5`,
      name: '--params',
    });
    expect(failure.message).toContain(`do not fit parametersSchema of ${cwd}`);
    for (const { path, message, origin } of failure.issues)
      expect(failure.message).toContain(`\n  ${path}: ${message} (${origin})`);
  });
});

describe('parametersSchema', () => {
  it('is asked of what there is when there are no parameters', async () => {
    const cwd = await makeProject({ 'kedro.config.ts': project('zod', '')['kedro.config.ts']! });
    await expect(createSession({ cwd })).rejects.toThrow(/\n {2}model: [^(]*\n {2}name: [^(]*$/);
  });

  it.each([
    ['makes no mapping', "validate: () => ({ value: 'text' })", 'has to make a mapping of the parameters'],
    ['fails', "validate: () => { throw new Error('no luck'); }", 'parametersSchema failed: no luck'],
  ])('that %s is an error of the config', async (_what, validate, message) => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default { parametersSchema: { '~standard': { version: 1, vendor: 'own', ${validate} } } };`,
      'src/pipelines/a.ts': onePipeline('a'),
    });
    await expect(createSession({ cwd })).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CONFIG',
      message: expect.stringContaining(message) as string,
    });
  });

  it('is asked the same of configuration that is only looked at', async () => {
    const cwd = await makeProject(project('zod', 'model: { depth: 3 }\nname: small'));
    const read = async (runtimeParams: Record<string, unknown>) =>
      readParameters(await openConfiguration({ cwd, runtimeParams }), runtimeParams);
    expect(await read({ name: 'large' })).toEqual({ model: { depth: 3, rate: 0.5 }, name: 'large' });
    await expect(read({ name: 5 })).rejects.toMatchObject({ code: 'KEDRO_PARAMETERS_INVALID' });
  });

  it('may be asynchronous', async () => {
    const cwd = await makeProject({
      'kedro.config.ts': `const validate = async (value) => ({ value: { ...value, added: true } });
export default { parametersSchema: { '~standard': { version: 1, vendor: 'own', validate } } };`,
    });
    await using session = await createSession({ cwd, runtimeParams: { a: 1 } });
    expect(session.context.parameters).toEqual({ a: 1, added: true });
  });
});
