import { InterpolationError } from '../errors.js';
import { didYouMean } from '../near-misses.js';
import type { ResolvedValue } from './config-node.js';
import type { Evaluator } from './evaluator.js';
import type { Argument } from './grammar/expression.js';
import { parseArgument } from './grammar/parse.js';
import { SyntaxProblem } from './grammar/token-reader.js';
import { failureAt, type Place } from './place.js';
import { plainCopy } from './plain-copy.js';
import { pythonText } from './python-text.js';
import { NodeResolver, ResolverFailure, type Resolver, type ResolverCall } from './resolver.js';

/** A resolver by its name, and what it is called with. */
export interface ResolverUse {
  readonly name: string;
  /** Whether the name is written as it is, so that messages may show it. */
  readonly isShown: boolean;
  /** The arguments as they are written, and their values. */
  readonly written: readonly Argument[];
  readonly values: readonly ResolvedValue[];
  readonly place: Place;
}

/** @throws InterpolationError when there is no such resolver, or it fails. */
export async function callResolver(
  evaluator: Evaluator,
  resolvers: ReadonlyMap<string, Resolver | NodeResolver>,
  use: ResolverUse,
): Promise<ResolvedValue> {
  const resolver = resolvers.get(use.name);
  if (resolver === undefined) throw unknownResolver(use, [...resolvers.keys()]);
  try {
    if (resolver instanceof NodeResolver) return await resolver.resolve(toCall(evaluator, use));
    const args: unknown[] = [];
    for (const value of use.values) args.push(plainCopy(await evaluator.toPlain(value, use.place)));
    return plainCopy(await resolver(...(args as never[])), { keepIntegralFloats: true });
  } catch (error) {
    throw atPlace(error, use);
  }
}

function toCall(evaluator: Evaluator, { name, written, values, place }: ResolverUse): ResolverCall {
  return {
    name,
    args: values,
    parent: place.node,
    key: place.key,
    shown: (index) => shownText(written[index], values[index]),
    select: (path) => evaluator.select(place.node, path),
    selectIn: (config, path) =>
      evaluator.select(evaluator.rootOf(config), path.startsWith('.') ? path : `.${path}`),
    decode: (text) => evaluator.evaluateArgument(parseArgument(text), place),
  };
}

function shownText(written: Argument | undefined, value: ResolvedValue): string | undefined {
  const isWritten =
    written?.kind === 'constant' ||
    (written?.kind === 'text' && written.parts.every((part) => typeof part === 'string'));
  return isWritten ? pythonText(value) : undefined;
}

function unknownResolver(
  { name, isShown, place }: ResolverUse,
  known: readonly string[],
): InterpolationError {
  const reason = isShown
    ? `there is no resolver "${name}" here.${didYouMean(name, known)} Known are ${known.join(', ')}.`
    : 'the name of its resolver comes from another value, and there is no resolver of that name.';
  return failureAt(place, 'unknown-resolver', reason);
}

function atPlace(error: unknown, { name, place }: ResolverUse): InterpolationError {
  if (error instanceof InterpolationError) return error;
  if (error instanceof ResolverFailure) return failureAt(place, error.kind, error.reason);
  if (error instanceof SyntaxProblem) {
    const reason = `the text given to ${name} makes no sense from character ${error.position + 1} on. Correct the text.`;
    return failureAt(place, 'syntax', reason);
  }
  // The message is not shown: it may quote the arguments.
  const reason = `the resolver "${name}" failed${error instanceof Error ? ` with ${error.name}` : ''}. Its error is the cause of this one.`;
  return failureAt(place, 'resolver-failed', reason, { cause: error });
}
