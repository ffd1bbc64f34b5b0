/** Keys of any member of a union. */
export type KeyOf<Value> = Value extends unknown ? keyof Value : never;

/** Keys that cannot be left out; those of index signatures can. */
export type RequiredKey<Value> = {
  [Key in keyof Value]-?: Record<never, never> extends Pick<Value, Key> ? never : Key;
}[keyof Value];
