import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIGURED, FIXTURE, kedro } from './kedro.js';

describe('kedro run', () => {
  it('writes plain lines when nobody watches, and says what is not kept', async () => {
    const { exitCode, stdout, stderr } = await kedro(['run', '--pipelines', 'good', '--params', 'size=5']);
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll(/[\d.]+ (ms|s)\b/g, 'TIME')).toBe(
      [
        'Running 1 node (sequential)',
        'start   measure',
        '[measure] size is 5',
        '[measure] no end of line',
        'done    measure  TIME  (1 of 1)',
        'Ran 1 node in TIME',
        '  not kept (in memory only): good_size\n',
      ].join('\n'),
    );
    expect(stderr).toBe('[measure] mind the size\n');
  });

  it.each(['concurrent', 'ThreadRunner'])('runs with the runner %s and its limit', async (runner) => {
    const { exitCode, stdout } = await kedro(['run', '-p', 'good', '--runner', runner, '--max-workers', '2']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Running 1 node (concurrent)\n');
  });

  it('writes nothing but events with --log-format json, what nodes print included', async () => {
    const { exitCode, stdout, stderr } = await kedro(['run', '-p', 'good', '--log-format', 'json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; runId: string; text?: string; stream?: string });
    expect(new Set(events.map(({ runId }) => runId)).size).toBe(1);
    expect(
      events.filter(({ type }) => type === 'line-printed').map(({ stream, text }) => [stream, text]),
    ).toEqual([
      ['stdout', 'size is 3'],
      ['stderr', 'mind the size'],
      ['stdout', 'no end of line'],
    ]);
    expect(events.at(-1)?.type).toBe('run-finished');
  });

  it('shows what code warns of as one line, with the name of what is not from kedro-ts', async () => {
    const { stderr } = await kedro(['run', '-p', 'warning', '--quiet']);
    expect(stderr).toBe('warning: Mind the gap.\nwarning: DeprecationWarning: Too old. [DEP9]\n');
  });

  it('goes on when nobody reads what it prints', async () => {
    const { exitCode, stderr } = await kedro(['run', '-p', 'good'], { readsStdout: false });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '[measure] mind the size\n' });
  });

  it('ends with exit code 1, the place of the failure and a command that resumes', async () => {
    const cwd = join(FIXTURE, 'src');
    const { exitCode, stdout, stderr } = await kedro(['run', '-p', 'failing', '--quiet'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('RangeError: too large\n      at ');
    expect(stderr).toContain(join('pipelines', 'failing', 'index.mjs:8:'));
    expect(stderr).toContain('the error hook ran\n');
    expect(stderr).toMatch(/1 of 2 nodes done\.\n.+\n {2}kedro run -p failing --quiet/);
  });

  it('cancels the run on Ctrl-C: error hooks run, and the exit code is 130', async () => {
    let killed = false;
    const { exitCode, stdout, stderr } = await kedro(['run', '-p', 'waiting', '-t', 'signal'], {
      onOutput(output, kill) {
        if (killed || !output.includes('waiting\n')) return;
        killed = true;
        kill('SIGINT');
      },
    });
    expect(exitCode).toBe(130);
    expect(stdout).not.toContain('after_signal');
    expect(stderr).toMatch(/^Stopping\. /);
    expect(stderr).toContain('the error hook ran\n');
    expect(stderr).toContain('Cancelled after ');
  });

  it('does not wait for a cancelled node', async () => {
    let killed = false;
    const { exitCode, stderr } = await kedro(['run', '-p', 'waiting', '-t', 'ever'], {
      onOutput(stdout, kill) {
        if (killed || !stdout.includes('waiting\n')) return;
        killed = true;
        kill('SIGTERM');
      },
    });
    expect(exitCode).toBe(143);
    expect(stderr).toContain('Cancelled after ');
  });

  it('ends at once on the second signal, even while an error hook runs', async () => {
    let sent = 0;
    const { exitCode, stderr } = await kedro(['run', '-p', 'waiting', '-t', 'ever'], {
      env: { HOLD_ERROR_HOOK: '1' },
      onOutput(stdout, kill, stderr) {
        const due = stderr.includes('the error hook ran\n') ? 2 : stdout.includes('waiting\n') ? 1 : 0;
        if (sent >= due) return;
        sent++;
        kill('SIGINT');
      },
    });
    expect(exitCode).toBe(130);
    expect(stderr).not.toContain('Cancelled after ');
  });

  it.each(['exit', 'never'])('counts a run that the process leaves as failed (%s)', async (tag) => {
    const { exitCode, stderr } = await kedro(['run', '-p', 'leaving', '-t', tag]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The process ended in the middle of the run, while "(exits|never)" ran\./);
  });

  it('cancels the run when something fails that nothing waits for', async () => {
    const { exitCode, stdout, stderr } = await kedro(['run', '-p', 'stray']);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('must not run');
    expect(stderr).toMatch(/^Something failed that nothing waits for:\n {2}TypeError: in a callback\n/);
    expect(stderr).toContain('the error hook ran\n');
  });
});

describe('kedro registry', () => {
  it('lists the pipelines, first the one that runs by default', async () => {
    const { exitCode, stdout } = await kedro(['registry', 'list'], { cwd: join(FIXTURE, 'src') });
    expect(exitCode).toBe(0);
    expect(stdout).toBe('__default__\nfailing\ngood\nleaving\nstray\nwaiting\nwarning\n');
  });

  it('describes a pipeline', async () => {
    const { exitCode, stdout } = await kedro(['registry', 'describe', 'failing']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^Pipeline failing: 2 nodes\ninputs: {2}params:size\noutputs: failing_result\n\nfine\b.*\n.*\nfails\b/,
    );
  });

  it('suggests the name of a pipeline', async () => {
    const { exitCode, stderr } = await kedro(['registry', 'describe', 'good_']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean "good"?');
  });
});

describe('kedro run with a parameter that the configuration does not have', () => {
  const run = (params: string) =>
    kedro(['run', '-p', 'quiet', '-q', '--params', params], { cwd: CONFIGURED });

  it('warns, and suggests what may have been meant', async () => {
    const { exitCode, stderr } = await run('modle.depth=4,seed=2');
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'warning: The parameter "modle" of --params is nowhere in the configuration. Did you mean "model"?\n',
    );
  });

  it.each([
    [
      'model.dept=4',
      'The parameter "model.dept" of --params is nowhere in the configuration. Did you mean "model.depth"?',
    ],
    ['model.wide=4,model.depth=1', 'The parameter "model.wide" of --params is nowhere in the configuration.'],
    ['other.deep.a=1,other.b=2', 'The parameter "other" of --params is nowhere in the configuration.'],
    ['model={depth: 1}', undefined],
  ])('looks at all levels of %s', async (params, warning) => {
    const stderr = warning === undefined ? '' : `warning: ${warning}\n`;
    expect(await run(params)).toMatchObject({ exitCode: 0, stderr });
  });

  it.each(['model.depth=4', 'model.layers=4', 'table=planes', 'answer=no'])(
    'does not warn of %s',
    async (params) => {
      expect(await run(params)).toMatchObject({ exitCode: 0, stderr: '' });
    },
  );
});

describe('kedro run --load-versions', () => {
  it('suggests the name of a dataset', async () => {
    const args = ['run', '-p', 'quiet', '--load-versions', 'flihgts:v1'];
    const { exitCode, stderr } = await kedro(args, { cwd: CONFIGURED });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean "flights"?');
  });

  it.each([
    ['flights', 'Write it as dataset:version'],
    ['flights:../x', 'it has to be the name of one folder'],
  ])('refuses %s', async (text, reason) => {
    const { exitCode, stderr } = await kedro(['run', '--load-versions', text], { cwd: CONFIGURED });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
  });
});
