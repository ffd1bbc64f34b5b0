import { findRefusing, isPlainData, walkPlainData } from '@kedro-ts/io';

/** How far the causes of an error are followed. */
const DEEPEST = 16;

/**
 * Which of these inputs an error is about that came of an attempt to change them. A map, set or date that refused is known for
 * certain; of frozen arrays and objects V8 tells no more than the property, so that every input counts in which there is an
 * object on which the attempt would have failed just so.
 *
 * @param thrown - by the function of a node; its causes are looked at too
 * @returns nothing for any other error
 */
export function findChangedInputs(thrown: unknown, inputs: ReadonlyMap<string, unknown>): string[] {
  let error = thrown;
  for (let depth = 0; depth < DEEPEST && error instanceof Error; depth++, error = error.cause) {
    if (!(error instanceof TypeError)) continue;
    for (const isTarget of targetsOf(error)) {
      const found = [...inputs].filter(([, value]) => walkPlainData(value, isTarget)).map(([name]) => name);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Tells the objects that may have been meant; the likeliest come first. */
function targetsOf(error: TypeError): ((target: object) => boolean)[] {
  const refusing = findRefusing(error);
  if (refusing !== undefined) return [(target) => target === refusing];
  for (const { message, targets } of REFUSED) {
    const groups = message.exec(error.message)?.groups;
    if (groups === undefined) continue;
    const { property = '', className } = groups;
    return targets.map(
      (fits) => (target) => isPlainData(target) && isCalled(className, target) && fits(target, property),
    );
  }
  return [];
}

type Target = (target: object, property: string) => boolean;

const has: Target = (target, property) => Object.hasOwn(target, property);
const lacks: Target = (target, property) => !has(target, property);
const endsAt: Target = (target, property) => Array.isArray(target) && String(target.length) === property;

/** What V8 says where something frozen was to be changed, and to which objects it may have happened. */
const REFUSED: readonly { readonly message: RegExp; readonly targets: readonly Target[] }[] = [
  {
    message: /^Cannot assign to read only property '(?<property>.*)' of object '(?<className>.*)'$/s,
    targets: [has],
  },
  { message: /^Cannot delete property '(?<property>.*)' of (?<className>.*)$/s, targets: [has] },
  { message: /^Cannot redefine property: (?<property>.*)$/s, targets: [has] },
  {
    message: /^Cannot (?:add|define) property (?<property>.*), object is not extensible$/s,
    targets: [endsAt, lacks],
  },
  { message: /^(?<className>.*) is not extensible$/s, targets: [() => true] },
];

/** V8 writes `#<Map>` or `[object Map]`. */
function isCalled(className: string | undefined, target: object): boolean {
  if (className === undefined) return true;
  const tag = Object.prototype.toString.call(target).slice('[object '.length, -1);
  return className === `#<${tag}>` || className === `[object ${tag}]`;
}
