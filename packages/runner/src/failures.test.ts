import { describe, expect, test } from 'vitest';
import { NodesFailedError, RunCancelledError } from './errors.js';
import { Failures, type OnFailure } from './failures.js';

const all: readonly (OnFailure | undefined)[] = ['stop', 'finish-running', 'continue', undefined];
const [first, second] = [new Error('first'), new Error('second')];

describe('the failures of a run', () => {
  test.each(all)('are none at first, whatever is to become of them: %j', (onFailure) => {
    const failures = new Failures(onFailure);
    expect(failures).toMatchObject({ first: undefined, error: undefined, areFinal: false, areUrgent: false });
  });

  test.each<[OnFailure | undefined, boolean, boolean]>([
    ['stop', true, true],
    ['finish-running', true, false],
    [undefined, true, false],
    ['continue', false, false],
  ])('end the run, or not: %j', (onFailure, areFinal, areUrgent) => {
    const failures = new Failures(onFailure);
    failures.add('a', first);
    expect(failures).toMatchObject({ areFinal, areUrgent });
  });

  test.each([undefined, null, 0, '', false])('are errors also when %j was thrown', (thrown) => {
    const failures = new Failures();
    failures.add('a', thrown);
    expect(failures.areFinal).toBe(true);
    expect(failures.error).toBeInstanceOf(Error);
    expect(failures.error).toMatchObject({ name: 'NonError' });
  });

  test.each(all)('are the first one alone when there is one: %j', (onFailure) => {
    const failures = new Failures(onFailure);
    failures.add('a', first);
    expect(failures.error).toBe(first);
  });

  test.each(['stop', 'finish-running', undefined] as const)(
    'are the first one alone when others came while it ended the run: %j',
    (onFailure) => {
      const failures = new Failures(onFailure);
      failures.add('a', first);
      failures.add('b', second);
      expect(failures.error).toBe(first);
    },
  );

  test('are told together when the run went on', () => {
    const failures = new Failures('continue');
    failures.add('a', first);
    failures.add('b', 'a text');
    expect(failures.error).toBeInstanceOf(NodesFailedError);
    expect(failures.error).toMatchObject({
      code: 'KEDRO_NODES_FAILED',
      errors: [first, 'a text'],
      failures: [
        { node: 'a', error: first },
        { node: 'b', error: 'a text' },
      ],
      message: '2 nodes failed:\n  - "a": first\n  - "b": a text',
    });
    expect(failures.first).toBe(first);
  });

  test('end the run that goes on after others when it is cancelled', () => {
    const failures = new Failures('continue');
    failures.add('a', first);
    failures.add('b', new RunCancelledError());
    expect(failures).toMatchObject({ areFinal: true, areUrgent: false });
    expect(failures.error).toBe(first);
  });

  test('are the cancelling when that came first', () => {
    const failures = new Failures('continue');
    const cancelled = new RunCancelledError();
    failures.add('a', cancelled);
    failures.add('b', second);
    expect(failures.error).toBe(cancelled);
  });

  test.each(['ignore', '', null, 1])('cannot be treated as %j', (onFailure) => {
    expect(() => new Failures(onFailure as OnFailure)).toThrow(
      expect.objectContaining({ code: 'KEDRO_RUNNER_OPTION', option: 'onFailure' }) as Error,
    );
    expect(() => new Failures(onFailure as OnFailure)).toThrow(
      `it is ${JSON.stringify(onFailure)}; give "stop", "finish-running" or "continue".`,
    );
  });
});
