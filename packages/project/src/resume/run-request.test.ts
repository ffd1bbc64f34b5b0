import { describe, expect, it } from 'vitest';
import type { RunRequest } from '../journal/journal-line.js';
import { createSecretMask } from '../mask-secrets.js';
import { mergeRequests, withoutSecrets } from './run-request.js';

describe('what a run was asked for', () => {
  it('is kept without secrets, wherever they are, and says what is missing', () => {
    const mask = createSecretMask({ db: { password: 'hunter22', port: 54321 } });
    const request: RunRequest = {
      confSource: 'https://host/conf.zip?token=abc',
      runtimeParams: { a: { key: 'hunter22', depth: 2 }, port: 54321, list: ['x', 'hunter22'] },
      runnerOptions: { url: 'redis://me:pass@host', maxWorkers: 2 },
    };
    expect(withoutSecrets(request, mask)).toEqual({
      runtimeParams: { a: { depth: 2 } },
      runnerOptions: { maxWorkers: 2 },
      withheld: [
        'confSource',
        'runtimeParams.a.key',
        'runtimeParams.port',
        'runtimeParams.list',
        'runnerOptions.url',
      ],
    });
  });

  it('is replaced by what is asked for now, option by option', () => {
    const earlier: RunRequest = {
      env: 'test',
      pipelines: ['a'],
      runtimeParams: { x: 1, model: { depth: 2, width: 3 } },
      filter: { tags: ['daily'], toNodes: ['n'] },
      runner: 'parallel',
      runnerOptions: { maxWorkers: 2 },
    };
    expect(mergeRequests(earlier, {})).toEqual(earlier);
    expect(
      mergeRequests(earlier, {
        pipelines: ['b'],
        runtimeParams: { model: { depth: 5 } },
        filter: { tags: ['weekly'] },
        runnerOptions: { isAsync: true },
      }),
    ).toEqual({
      ...earlier,
      pipelines: ['b'],
      runtimeParams: { x: 1, model: { depth: 5, width: 3 } },
      filter: { tags: ['weekly'], toNodes: ['n'] },
      runnerOptions: { maxWorkers: 2, isAsync: true },
    });
  });

  it('does not take the options of one runner for another', () => {
    const earlier: RunRequest = { runner: 'parallel', runnerOptions: { maxWorkers: 2 } };
    expect(mergeRequests(earlier, { runner: 'sequential' })).toEqual({ runner: 'sequential' });
  });

  it('lacks what was withheld until it is given again', () => {
    const earlier: RunRequest = { withheld: ['runtimeParams.db.password', 'confSource'] };
    expect(mergeRequests(earlier, {}).withheld).toEqual(earlier.withheld);
    const given = { runtimeParams: { db: { password: 'x' } }, confSource: 'y' };
    expect(mergeRequests(earlier, given)).toEqual(given);
  });
});
