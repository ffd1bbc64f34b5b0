import type { Comparison } from '../compare/comparison.js';
import { sortNames } from '../compare/compare-code-points.js';
import type { OracleCase } from '../oracle/oracle-case.js';
import { isNamed, quotedNames } from '../kedro-error/quoted-names.js';

interface Expected {
  readonly base: { readonly warnings?: readonly string[] };
}

/**
 * Does something, and compares which namespaces it warns of as interrupted. Where Kedro's answer says by which nodes, this is
 * exact; elsewhere Kedro tells of one namespace among those around a node, and only the outermost are compared. Warnings of
 * other kinds are not.
 */
export async function compareWarnings<T>(comparison: Comparison, action: () => T): Promise<T> {
  const messages: string[] = [];
  const listen = (warning: Error & { readonly code?: unknown }): void => {
    if (warning.code === 'KEDRO_NAMESPACE_INTERRUPTED') messages.push(warning.message);
  };
  // Node hands warnings over in the next tick: those of the case before must be gone.
  await nextTick();
  process.on('warning', listen);
  let result: T;
  try {
    result = action();
    await nextTick();
  } finally {
    process.off('warning', listen);
  }
  const { expect, in: given } = comparison.oracleCase as OracleCase<
    { readonly exact_warnings?: boolean },
    Expected
  >;
  const expected = (expect.base.warnings ?? []).flatMap((text) => {
    const match = /^Namespace (.*) is interrupted by nodes (\[.*\]) and thus invalid/s.exec(text);
    return match === null ? [] : [{ namespace: quotedNames(match[1]!)[0]!, nodes: quotedNames(match[2]!) }];
  });
  const warned = messages.map((message) => quotedNames(message)[0] ?? message);
  const isExact = given.exact_warnings === true;
  const told = (namespaces: readonly string[]): string[] =>
    sortNames(new Set(isExact ? namespaces : namespaces.map((namespace) => namespace.split('.')[0]!)));
  comparison.equal('/base/warnings', told(warned), told(expected.map(({ namespace }) => namespace)));
  for (const { namespace, nodes } of isExact ? expected : []) {
    const message = messages[warned.indexOf(namespace)] ?? '';
    const unnamed = nodes.filter((name) => !isNamed(message, name));
    if (unnamed.length > 0)
      comparison.differ('/base/warnings', message, `a message that names ${unnamed.join(', ')}`);
  }
  return result;
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
