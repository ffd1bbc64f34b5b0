import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectWarnings } from '../../test/collect-warnings.js';
import { InvalidNodeError } from '../errors.js';
import { pipeline } from '../create-pipeline.js';
import { node } from './node.js';
import { retryDelay, type Retry } from './retry.js';

const work = () => 1;
const withRetry = (retry: unknown) => node(work, null, 'a', { name: 'work', retry: retry as Retry });
const withTimeout = (timeout: unknown) => node(work, null, 'a', { name: 'work', timeout: timeout as number });

describe('how a node is tried again', () => {
  it.each<[string, number | Retry | undefined, unknown]>([
    ['nothing', undefined, undefined],
    ['0', 0, undefined],
    ['a limit of 0', { limit: 0, delay: 5 }, undefined],
    ['a number', 3, { limit: 3, delay: 1000, backoff: 2 }],
    ['a limit', { limit: 1 }, { limit: 1, delay: 1000, backoff: 2 }],
    [
      'everything',
      { limit: 1, delay: 0, backoff: 1.5, on: ['A'] },
      { limit: 1, delay: 0, backoff: 1.5, on: ['A'] },
    ],
  ])('can be said by %s', (_, retry, policy) => {
    expect(withRetry(retry).retry).toEqual(policy);
  });

  it.each<[string, unknown, string]>([
    ['a text', '3', 'it is "3". Give how many more times to try, or { limit, delay, backoff, on }.'],
    ['a list', [3], 'it is [3]. Give how many'],
    ['null', null, 'it is null. Give how many'],
    ['a function', work, 'it is a function. Give how many'],
    ['a negative number', -1, 'its limit is -1. Give a whole number from 0.'],
    ['a broken number', 1.5, 'its limit is 1.5. Give a whole number'],
    ['no limit at all', { delay: 5 }, 'its limit is undefined. Give a whole number'],
    ['an endless limit', { limit: Number.POSITIVE_INFINITY }, 'Give a whole number'],
    [
      'an option that there is not',
      { limit: 1, jitter: 2 },
      'there is no "jitter" in it, only limit, delay, backoff, on.',
    ],
    ['a negative delay', { limit: 1, delay: -1 }, 'its delay is -1. Give milliseconds.'],
    ['a delay in words', { limit: 1, delay: '1s' }, 'its delay is "1s". Give milliseconds.'],
    ['a delay that is no number', { limit: 1, delay: Number.NaN }, 'Give milliseconds.'],
    ['a backoff below 1', { limit: 1, backoff: 0.5 }, 'its backoff is 0.5. Give a factor from 1.'],
    [
      'one code',
      { limit: 1, on: 'ECONNRESET' },
      'its on is "ECONNRESET". Give a list of error codes or names, or a function',
    ],
    ['a list of something else', { limit: 1, on: [503] }, 'its on is [503]. Give a list'],
  ])('cannot be said by %s', (_, retry, reason) => {
    expect(() => withRetry(retry)).toThrow(InvalidNodeError);
    expect(() => withRetry(retry)).toThrow(
      expect.objectContaining({ node: '"work"', part: 'retry' }) as Error,
    );
    expect(() => withRetry(retry)).toThrow(reason);
  });

  it('is kept by tags, slices and namespaces', () => {
    const original = node(work, 'x', 'a', { name: 'work', retry: 2, timeout: 50 });
    const inside = pipeline(pipeline([original]), { namespace: 'cars' }).nodes[0]!;
    for (const same of [original.tag('t'), pipeline([original], { tags: 't' }).nodes[0]!, inside]) {
      expect(same.retry).toEqual({ limit: 2, delay: 1000, backoff: 2 });
      expect(same.timeout).toBe(50);
    }
  });
});

describe('how long a try may take', () => {
  it.each([undefined, 1, 0.5, 2 ** 31 - 1])('can be said by %s', (timeout) => {
    expect(withTimeout(timeout).timeout).toBe(timeout);
  });

  it.each([
    [0, '0'],
    [-1, '-1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [2 ** 31, '2147483648'],
    ['10s', '"10s"'],
    [null, 'null'],
  ])('cannot be said by %s', (timeout, shown) => {
    expect(() => withTimeout(timeout)).toThrow(
      expect.objectContaining({ node: '"work"', part: 'timeout' }) as Error,
    );
    expect(() => withTimeout(timeout)).toThrow(
      `its timeout is ${shown}. Give milliseconds, more than 0 and at most 2147483647.`,
    );
  });
});

describe('retryDelay', () => {
  const policy = (retry: Retry) => withRetry(retry).retry;
  const failure = Object.assign(new RangeError('no'), {
    code: 'OUTER',
    cause: { code: 'INNER', name: 'Deep' },
  });

  it('grows with every try, until the limit is reached', () => {
    const retry = policy({ limit: 3, delay: 10, backoff: 3 });
    expect([1, 2, 3, 4].map((attempt) => retryDelay(retry, attempt, failure))).toEqual([
      10,
      30,
      90,
      undefined,
    ]);
  });

  it('is nothing for a node that is not tried again', () => {
    expect(retryDelay(undefined, 1, failure)).toBeUndefined();
  });

  it('is always one that a timer knows, and never shrinks', () => {
    const retries = fc.record({
      limit: fc.integer({ min: 1, max: 2000 }),
      delay: fc.double({ min: 0, max: 1e12, noNaN: true }),
      backoff: fc.double({ min: 1, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(retries, fc.integer({ min: 1, max: 2000 }), (retry, attempt) => {
        const delay = retryDelay(policy(retry), attempt, failure);
        if (attempt > retry.limit) {
          expect(delay).toBeUndefined();
          return;
        }
        expect(delay).toBeGreaterThanOrEqual(Math.min(retry.delay, 2 ** 31 - 1));
        expect(delay).toBeLessThanOrEqual(2 ** 31 - 1);
      }),
    );
  });

  it.each<[string, Retry['on'], boolean]>([
    ['its code', ['X', 'OUTER'], true],
    ['its name', ['RangeError'], true],
    ['the code of its cause', ['INNER'], true],
    ['the name of its cause', ['Deep'], true],
    ['another name', ['Error'], false],
    ['its message', ['no'], false],
    ['nothing', [], false],
    ['a function that says yes', (error) => error === failure, true],
    ['a function that says no', (error) => error !== failure, false],
  ])('depends on whether %s is in the list', (_, on, isTried) => {
    const delay = retryDelay(policy({ limit: 1, delay: 5, ...(on && { on }) }), 1, failure);
    expect(delay).toBe(isTried ? 5 : undefined);
  });

  it.each([
    ['a text', 'no'],
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
  ])('takes %s that was thrown for an error without code and name', (_, thrown) => {
    expect(retryDelay(policy({ limit: 1, delay: 5 }), 1, thrown)).toBe(5);
    expect(retryDelay(policy({ limit: 1, delay: 5, on: ['A'] }), 1, thrown)).toBeUndefined();
  });

  it('follows causes to an end, though they may be a circle', () => {
    const [a, b] = [new Error('a'), new Error('b')];
    a.cause = b;
    b.cause = a;
    expect(retryDelay(policy({ limit: 1, on: ['C'] }), 1, a)).toBeUndefined();
  });

  it('is nothing, with a warning, when the function that is asked fails', async () => {
    const warnings = await collectWarnings(() => {
      const on = (error: unknown) => (error as { response: { status: number } }).response.status === 503;
      expect(retryDelay(policy({ limit: 1, on }), 1, failure)).toBeUndefined();
    });
    expect(warnings).toMatchObject([
      {
        code: 'KEDRO_RETRY_ON_FAILED',
        message: expect.stringContaining('"on" of its retry failed: Cannot read') as string,
      },
    ]);
  });
});
