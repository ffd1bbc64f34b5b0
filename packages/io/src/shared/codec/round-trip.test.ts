import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryGraph } from '../../../test/arbitrary-graph.js';
import { findDifference } from '../../../test/find-difference.js';
import { decodeShared } from '../decode.js';
import { encodeShared } from '../encode.js';

it('brings everything back as it was, with what is shared, circles and overlapping views', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, async (value) => {
      const handle = structuredClone(await encodeShared(value));
      expect(findDifference(value, await decodeShared(handle))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});
