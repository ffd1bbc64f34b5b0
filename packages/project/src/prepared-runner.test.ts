import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSession, type Session, type SessionOptions } from '../test/built.js';
import { makeProject, onePipeline } from '../test/make-project.js';

const RUNNER = `import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
const log = (text) => appendFileSync(join(import.meta.dirname, 'log'), text + '\\n');
export class OwnRunner extends SequentialRunner {
  name = 'own';
  constructor(options) {
    super();
    log('made with ' + JSON.stringify(options));
  }
  prepare(module) {
    log('prepared for ' + String(module).split('/').at(-1));
  }
  execute(run) {
    log('ran');
    return super.execute(run);
  }
  discard() {
    log('let go');
  }
}`;

async function open(
  prepare: SessionOptions['prepare'],
): Promise<{ session: Session; log: () => Promise<string[]> }> {
  const cwd = await makeProject({
    'kedro.config.ts': "export default { runner: './runner.mjs' };",
    'runner.mjs': RUNNER,
    'src/pipelines/a.ts': onePipeline('a'),
    log: '',
  });
  const session = await createSession({ cwd, ...(prepare && { prepare }) });
  const log = async (): Promise<string[]> => {
    return (await readFile(join(cwd, 'log'), 'utf8')).split('\n').filter(Boolean);
  };
  return { session, log };
}

describe('the runner of the first run', () => {
  it('is prepared while the project is read, and used for the run', async () => {
    const { session, log } = await open({ runnerOptions: { speed: 2 } });
    expect(await log()).toEqual(['made with {"speed":2}', 'prepared for worker.js']);
    await session.run({ runnerOptions: { speed: 2 } });
    expect((await log()).slice(2)).toEqual(['ran', 'let go']);
  });

  it('is made anew when another is asked for', async () => {
    const { session, log } = await open({});
    await session.run({ runnerOptions: { speed: 3 } });
    expect((await log()).slice(2, 4)).toEqual(['made with {"speed":3}', 'ran']);
  });

  it('is let go of when the session ends without a run', async () => {
    const { session, log } = await open({});
    await session[Symbol.asyncDispose]();
    expect((await log()).at(-1)).toBe('let go');
  });

  it('that cannot be had fails the run, not the session', async () => {
    const { session } = await open({ runner: 'no-such' });
    await expect(session.run({ runner: 'no-such' })).rejects.toMatchObject({
      code: 'KEDRO_RUNNER_NOT_INSTALLED',
    });
    await session.run();
  });
});
