import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { orCancelled } from './or-cancelled.js';

describe('orCancelled', () => {
  test('gives what the promise gives, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    expect(await orCancelled(Promise.resolve(1), signal)).toBe(1);
    await expect(orCancelled(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(await orCancelled(Promise.resolve(2), undefined)).toBe(2);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('rejects with the reason as its cause as soon as the signal is aborted', async () => {
    const controller = new AbortController();
    const never = new Promise(() => {});
    const waiting = orCancelled(never, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED', cause: 'enough' });
    await expect(orCancelled(never, controller.signal)).rejects.toMatchObject({
      code: 'KEDRO_RUN_CANCELLED',
    });
  });
});
