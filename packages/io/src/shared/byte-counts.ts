import type { SharedValue } from './shared-value.js';

/** How the bytes of a shared value reach a reader. */
export interface ByteCounts {
  /** Bytes that all readers see in place. */
  readonly shared: number;
  /** Bytes that each reader decodes into objects of its own. */
  readonly copied: number;
}

/** How many bytes of a shared value its readers share, and how many each of them copies. */
export function byteCounts({ storage, foreign, byteLength, inPlace }: SharedValue): ByteCounts {
  const shared = storage.kind === 'memory' ? inPlace : 0;
  return {
    shared: foreign.reduce((sum, { byteLength }) => sum + byteLength, shared),
    copied: byteLength - shared,
  };
}
