import { describe, expect, test } from 'vitest';
import { Claims, haveOneWord } from './claims.js';

/** Main and a worker that see the same words. */
function both(): { main: Claims; worker: Claims } {
  const main = Claims.for(2);
  return { main, worker: new Claims(main.words) };
}

describe('a node that is given out ahead', () => {
  test('is claimed once', () => {
    const { main, worker } = both();
    main.offer(2, 1);
    expect([worker.claim(2, 1), worker.claim(2, 1)]).toEqual([true, false]);
    expect([main.isClaimed(2, 1), main.takeBack(2, 1)]).toEqual([true, false]);
  });

  test('cannot be claimed when it was taken back', () => {
    const { main, worker } = both();
    main.offer(1, 1);
    expect([main.takeBack(1, 1), worker.claim(1, 1)]).toEqual([true, false]);
  });

  test('can be claimed, but not be taken back, when it is settled', () => {
    const { main, worker } = both();
    main.offer(1, 1);
    main.settle(1, 1);
    expect([main.takeBack(1, 1), main.isClaimed(1, 1), worker.claim(1, 1)]).toEqual([false, false, true]);
  });

  test('can be claimed after a failure only when it was settled before', () => {
    const { main, worker } = both();
    main.offer(1, 1);
    main.settle(1, 1);
    main.offer(1, 2);
    worker.stop();
    expect([worker.claim(1, 1), worker.claim(1, 2), main.takeBack(1, 2)]).toEqual([true, false, true]);
  });

  test('is another one in each worker, and has its word to itself while few are open', () => {
    const { main, worker } = both();
    main.offer(1, 3);
    main.offer(2, 3);
    main.offer(1, 4);
    expect(main.takeBack(1, 3)).toBe(true);
    expect([worker.claim(2, 3), worker.claim(1, 4)]).toEqual([true, true]);
    expect([haveOneWord(1, 2), haveOneWord(1, 65)]).toEqual([false, true]);
  });
});
