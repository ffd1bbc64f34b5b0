import { listedNames, quotedNames } from './quoted-names.js';

// What of a matched message has to be named, for the `names` of a situation.

/** What stands in Python's quotes in the groups. */
export const quoted = (match: RegExpExecArray): string[] =>
  match.slice(1).flatMap((text) => quotedNames(text ?? ''));

/** What is joined by commas in the groups. */
export const listed = (match: RegExpExecArray): string[] =>
  match.slice(1).flatMap((text) => listedNames(text));

/** The groups. */
export const groups = (match: RegExpExecArray): string[] =>
  match.slice(1).filter((text) => text !== undefined);

/** `Failed to create node NAME: FUNCTION(…) -> …`, or without a name: the node is then known by its function. */
export const nodeAndQuoted = ([, name, func, ...texts]: RegExpExecArray): string[] => [
  (name ?? func)!,
  ...texts.flatMap((text) => quotedNames(text ?? '')),
];

/** Of the text of a Python dict only the values: its keys are arguments or keys of a result. */
export function namesOnly(text: string): string {
  return text.startsWith('{') ? text.replace(/(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"): /gs, '') : text;
}
