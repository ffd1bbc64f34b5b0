import { describe, expectTypeOf, it } from 'vitest';
import type { ConfigLoader } from './config-loader.js';
import type { ConfigLoaderLike } from './config-loader-like.js';

describe('ConfigLoaderLike', () => {
  it('is fulfilled by ConfigLoader and by an object of the user', () => {
    expectTypeOf<ConfigLoader>().toExtend<ConfigLoaderLike>();
    expectTypeOf({ get: async (key: string) => ({ [key]: 1 }) }).toExtend<ConfigLoaderLike>();
    expectTypeOf({ get: (key: string) => key }).not.toExtend<ConfigLoaderLike>();
  });
});
