import { inspect } from 'node:util';
import { ABSENT, type Comparison } from '../compare/comparison.js';
import type { RecordedError } from '../oracle/oracle-case.js';
import { collectNodeSpecs } from '../spec/spec.js';
import { hasSeveralCycles } from './count-cycles.js';
import type { KedroError } from './kedro-error.js';
import { findKedroError } from './kedro-errors.js';
import { isNamed } from './quoted-names.js';

/** What marks an error as one of ours. */
const OURS = /^KEDRO_(?!CONFORMANCE_)/;

/**
 * Compares an error with Kedro's: the code that corresponds to Kedro's class and situation, and a message that names the
 * same things. What a case's own functions and hooks throw has to arrive with its message.
 */
export function compareError(
  comparison: Comparison,
  at: string,
  thrown: unknown,
  recorded: RecordedError,
): void {
  const situation = findKedroError(comparison.oracleCase.in, recorded);
  if (situation !== undefined) return compareSituation(comparison, at, thrown, recorded, situation);
  switch (recorded.origin) {
    case 'user':
      return comparison.equal(`${at}/message`, messageOf(withoutHookError(thrown)), recorded.message);
    case 'kedro':
      return comparison.differ(
        `${at}/message`,
        show(thrown),
        `(not in the table of Kedro's errors) ${recorded.error}: ${recorded.message}`,
      );
    default:
      // Python itself objected to odd types: here it has to be an error that is meant, and not a crash.
      if (!OURS.test(codeOf(thrown)))
        comparison.differ(`${at}/error`, show(thrown), `an error with a code, for ${recorded.message}`);
  }
}

function compareSituation(
  comparison: Comparison,
  at: string,
  thrown: unknown,
  recorded: RecordedError,
  situation: KedroError,
): void {
  if (codeOf(thrown) !== situation.code) {
    comparison.differ(
      `${at}/error`,
      show(thrown),
      `${situation.code} for ${recorded.error}: ${recorded.message}`,
    );
    return;
  }
  // An error of the user's may be kept as the cause, because what it says may be a secret.
  const message = recorded.origin === 'user' ? messagesOf(thrown).join('\n') : messageOf(thrown);
  const names = situation.names?.(situation.pattern.exec(recorded.message)!) ?? [];
  const unnamed = names.filter((name) => !isNamed(message, name));
  if (unnamed.length === 0 || isUpToChance(comparison, `${at}/message`, situation.code, message)) return;
  const missing = unnamed.map((name) => JSON.stringify(name)).join(', ');
  comparison.differences.push({
    at: `${at}/message`,
    actual: message,
    expected: `a message that names ${missing}`,
  });
}

/** Where Kedro takes whichever it meets first in a set, ours may name another one of them. */
function isUpToChance(comparison: Comparison, at: string, code: string, message: string): boolean {
  if (!comparison.isUnstable(at)) return false;
  const given = comparison.oracleCase.in;
  if (code === 'KEDRO_CIRCULAR_DEPENDENCY') return hasSeveralCycles(collectNodeSpecs(given));
  return collectTags(given).some((tag) => !/^[\w.-]+$/.test(tag) && isNamed(message, tag));
}

function collectTags(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, value]: readonly [string, unknown]) => {
    const isTag = key === 'tags' && (typeof value === 'string' || Array.isArray(value));
    return isTag ? [value].flat().filter((tag) => typeof tag === 'string') : collectTags(value);
  });
}

function withoutHookError(thrown: unknown): unknown {
  return codeOf(thrown) === 'KEDRO_HOOK_ERROR' && thrown instanceof Error ? thrown.cause : thrown;
}

function codeOf(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : '';
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : inspect(thrown);
}

function messagesOf(thrown: unknown): string[] {
  if (thrown === undefined) return [];
  return [messageOf(thrown), ...messagesOf(thrown instanceof Error ? thrown.cause : undefined)];
}

/** An error for the reader of a report. */
export function show(thrown: unknown): string {
  if (thrown === undefined) return ABSENT;
  return thrown instanceof Error ? `${codeOf(thrown) || thrown.name}: ${thrown.message}` : inspect(thrown);
}
