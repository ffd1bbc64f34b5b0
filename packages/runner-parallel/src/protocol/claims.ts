const STOPPED = 0;
const FREE = 0;

/** At most so many nodes may be open in one worker. */
export const MOST_CLAIMS = 64;

/**
 * Where main and workers agree who has a node that was given out ahead, in words of memory that all of them see: a worker claims
 * the node before it starts it, and until then main can take it back.
 *
 * A node is known by a number that counts up in its worker, and has one of the worker's words while it is open: it holds the
 * number while the node can be claimed or taken back, the negative number when it can only be claimed.
 */
export class Claims {
  constructor(
    /** Cross to workers. */
    readonly words: Int32Array,
  ) {}

  static for(workers: number): Claims {
    const length = 1 + MOST_CLAIMS * workers;
    return new Claims(new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)));
  }

  /** Main gives a node out. */
  offer(workerId: number, claim: number): void {
    Atomics.store(this.words, wordOf(workerId, claim), claim);
  }

  /** Main makes sure that a node is not taken back any more. */
  settle(workerId: number, claim: number): void {
    Atomics.compareExchange(this.words, wordOf(workerId, claim), claim, -claim);
  }

  /** Main takes a node back; false when it is claimed or settled. */
  takeBack(workerId: number, claim: number): boolean {
    return Atomics.compareExchange(this.words, wordOf(workerId, claim), claim, FREE) === claim;
  }

  /** Tells main whether a node that was not taken back has been claimed. */
  isClaimed(workerId: number, claim: number): boolean {
    return Atomics.load(this.words, wordOf(workerId, claim)) === FREE;
  }

  /** A worker claims a node; false when it must not start it. */
  claim(workerId: number, claim: number): boolean {
    const word = wordOf(workerId, claim);
    const isStopped = Atomics.load(this.words, STOPPED) !== 0;
    if (!isStopped && Atomics.compareExchange(this.words, word, claim, FREE) === claim) return true;
    return Atomics.compareExchange(this.words, word, -claim, FREE) === -claim;
  }

  /** Whoever knows of a failure says that no more nodes are to be claimed; those that are settled still are. */
  stop(): void {
    Atomics.store(this.words, STOPPED, 1);
  }
}

/** Whether two numbers of one worker have the same word, so that only one of them may be open. */
export function haveOneWord(claim: number, other: number): boolean {
  return (claim - other) % MOST_CLAIMS === 0;
}

function wordOf(workerId: number, claim: number): number {
  return 1 + MOST_CLAIMS * (workerId - 1) + (claim % MOST_CLAIMS);
}
