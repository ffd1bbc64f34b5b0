/** Thrown for a part of a value that readers would not get as it is. */
export class NotEncodable extends Error {}
