import { collectNodeSpecs } from '../spec/spec.js';

/**
 * The rule `shared-inputs`: a node whose function changes its inputs, as the case describes it, was stopped and named, because
 * it shares them with others. How Kedro's answer comes out when each reader has a copy is compared then.
 */
export function isRefusedForChanging(given: unknown, thrown: unknown): boolean {
  const { code, node } = (thrown ?? {}) as { readonly code?: unknown; readonly node?: unknown };
  if (code !== 'KEDRO_INPUT_CHANGED') return false;
  return collectNodeSpecs(given).some(({ fn, name, namespace }) => {
    const fullName = namespace ? `${namespace}.${name}` : name;
    return fn?.kind === 'mutate' && fullName === node;
  });
}
