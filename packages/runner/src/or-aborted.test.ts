import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { orAborted } from './or-aborted.js';

describe('orAborted', () => {
  test('gives what the promise gives, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(orAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(await orAborted(Promise.resolve(2), undefined)).toBe(2);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('rejects with the reason as its cause as soon as the signal is aborted', async () => {
    const controller = new AbortController();
    const never = new Promise(() => {});
    const waiting = orAborted(never, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED', cause: 'enough' });
    await expect(orAborted(never, controller.signal)).rejects.toMatchObject({
      code: 'KEDRO_RUN_CANCELLED',
    });
  });
});
