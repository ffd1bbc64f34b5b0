import { ResolverFailure, type ResolverCall } from './resolver.js';

/** @throws ResolverFailure when a resolver got fewer or more arguments than it takes. */
export function checkArguments({ name, args }: ResolverCall, least: number, most: number): void {
  if (args.length >= least && args.length <= most) return;
  const expected = least === most ? `${most}` : `${least} or ${most}`;
  throw new ResolverFailure(
    'unsupported-value',
    `${name} takes ${expected} argument${expected === '1' ? '' : 's'}, and has ${args.length}.`,
  );
}

/** The text that an argument must be, such as a path. */
export function textArgument({ name, args }: ResolverCall, index: number): string {
  const value = args[index];
  if (typeof value === 'string') return value;
  const problem = `argument ${index + 1} of ${name} must be text`;
  throw new ResolverFailure(
    'unsupported-value',
    `${problem}. Put it in quotes, or correct where it comes from.`,
  );
}
