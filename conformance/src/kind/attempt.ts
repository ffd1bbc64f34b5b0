/** What became of something: a value, or what was thrown. */
export interface Attempt<T> {
  readonly value?: T;
  readonly thrown?: unknown;
}

/** What a function gave, or what it threw. */
export function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { value: action() };
  } catch (thrown) {
    return { thrown };
  }
}

/** The same of a function that takes its time. */
export async function attemptAsync<T>(action: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await action() };
  } catch (thrown) {
    return { thrown };
  }
}
