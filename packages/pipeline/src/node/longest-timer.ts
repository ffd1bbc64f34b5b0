/** Timers know no longer wait, in milliseconds: some 24 days. A longer one would end at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
