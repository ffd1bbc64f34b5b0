import { expectTypeOf, it } from 'vitest';
import { allocateShared } from './allocate-shared.js';

it('gives an array of the class', () => {
  expectTypeOf(allocateShared(Float64Array, 5)).toExtend<Float64Array>();
  expectTypeOf(allocateShared(BigInt64Array, 5)).toExtend<BigInt64Array>();
  expectTypeOf(allocateShared(Uint8Array, 5, { zeroed: false }).buffer).toExtend<ArrayBufferLike>();
  // @ts-expect-error no numbers in it
  allocateShared(DataView, 5);
});
