/** Which object refused to be changed, by the error that it threw. */
const refusals = new WeakMap<object, object>();

/**
 * Makes a map, set or date refuse what would change it. The methods are hidden by own ones that are not enumerable, so that the
 * object stays equal to others, and that neither JSON nor structured clone sees them. Does nothing to one that is frozen.
 */
export function refuseChanges(value: object): void {
  if (Object.isFrozen(value)) return;
  Object.defineProperties(value, refusing.get(Object.getPrototypeOf(value))!);
  Object.freeze(value);
}

/** The map, set or date whose refusal this error is. */
export function findRefusing(error: object): object | undefined {
  return refusals.get(error);
}

const refusing = new Map<unknown, PropertyDescriptorMap>(
  [
    // The last two are in newer engines.
    { of: Map, methods: ['set', 'delete', 'clear', 'getOrInsert', 'getOrInsertComputed'] },
    { of: Set, methods: ['add', 'delete', 'clear'] },
    {
      of: Date,
      methods: Object.getOwnPropertyNames(Date.prototype).filter((name) => name.startsWith('set')),
    },
  ].map(({ of: { name, prototype }, methods }) => [
    prototype,
    Object.fromEntries(
      methods
        .filter((method) => method in prototype)
        .map((method) => [method, { value: refusal(name, method) }]),
    ),
  ]),
);

function refusal(className: string, method: string): () => never {
  return function refuse(this: object): never {
    const error = new TypeError(`Cannot ${method} in a ${className} that nodes share`);
    // The place is that of the call.
    Error.captureStackTrace(error, refuse);
    refusals.set(error, this);
    throw error;
  };
}
