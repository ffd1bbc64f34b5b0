import type { Argument } from './grammar/expression.js';
import { parseText } from './grammar/parse.js';

/** What an interpolation refers to by a path that is written out. */
export interface Reference {
  /** The resolver that looks for it, such as `globals`; undefined for a path of the same configuration. */
  readonly resolver: string | undefined;
  readonly path: string;
}

/** The references in a text, also those inside of others; paths that come from other values are left out. */
export function findReferences(text: string): readonly Reference[] {
  return referencesIn(parseText(text));
}

function referencesIn(argument: Argument): Reference[] {
  switch (argument.kind) {
    case 'constant':
      return [];
    case 'reference': {
      const { path } = argument;
      const isWritten = path.every((part) => typeof part === 'string');
      return isWritten ? [{ resolver: undefined, path: path.join('') }] : inParts(path);
    }
    case 'resolver': {
      const { name, args } = argument;
      const path = args[0] && writtenText(args[0]);
      const isWritten = path !== undefined && name.every((part) => typeof part === 'string');
      return [...(isWritten ? [{ resolver: name.join('.'), path }] : []), ...inParts([...name, ...args])];
    }
    case 'text':
      return inParts(argument.parts);
    case 'list':
      return inParts(argument.items);
    case 'mapping':
      return inParts(argument.entries.map(([, value]) => value));
  }
}

function inParts(parts: readonly (string | Argument)[]): Reference[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : referencesIn(part)));
}

function writtenText(argument: Argument): string | undefined {
  if (argument.kind === 'constant') return String(argument.value);
  const isText = argument.kind === 'text' && argument.parts.every((part) => typeof part === 'string');
  return isText ? argument.parts.join('') : undefined;
}
