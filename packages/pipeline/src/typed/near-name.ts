/**
 * Those of several names that differ from a given one by a single letter (too many, missing, another one, or two that have
 * changed places) or by nothing but a format (`prices` and `prices@rows`).
 */
export type NearName<Name extends string, Names extends string> = Names extends unknown
  ? IsNear<Name, Names> extends true
    ? Names
    : never
  : never;

type IsNear<Name extends string, Other extends string> = Other extends `${Name}@${string}`
  ? true
  : Name extends `${Other}@${string}`
    ? true
    : IsNearTail<Name, Other>;

/** Takes equal letters away from the front; what is left decides. */
type IsNearTail<Name extends string, Other extends string> = Name extends `${infer First}${infer Rest}`
  ? Other extends `${First}${infer OtherRest}`
    ? IsNearTail<Rest, OtherRest>
    : Other extends `${infer OtherFirst}${infer OtherRest}`
      ? DiffersOnce<Name, First, Rest, Other, OtherFirst, OtherRest>
      : Rest extends ''
        ? true
        : false
  : Other extends `${string}${infer OtherRest}`
    ? OtherRest extends ''
      ? true
      : false
    : false;

type DiffersOnce<
  Name extends string,
  First extends string,
  Rest extends string,
  Other extends string,
  OtherFirst extends string,
  OtherRest extends string,
> = Rest extends Other | OtherRest
  ? true
  : OtherRest extends Name
    ? true
    : AreSwapped<First, Rest, OtherFirst, OtherRest>;

type AreSwapped<
  First extends string,
  Rest extends string,
  OtherFirst extends string,
  OtherRest extends string,
> = Rest extends `${OtherFirst}${infer Tail}`
  ? OtherRest extends `${First}${infer OtherTail}`
    ? Tail extends OtherTail
      ? true
      : false
    : false
  : false;
