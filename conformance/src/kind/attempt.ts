/** What a function gave, or what it threw. */
export function attempt<T>(action: () => T): { readonly value?: T; readonly thrown?: unknown } {
  try {
    return { value: action() };
  } catch (thrown) {
    return { thrown };
  }
}
