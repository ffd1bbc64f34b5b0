import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The settings of every package's tests: a report that can be counted, and type tests beside the others. */
export function packageTests(name: string, test: ViteUserConfig['test'] = {}): ViteUserConfig {
  // nx asks for colours on behalf of a terminal; what tests print is compared.
  delete process.env['FORCE_COLOR'];
  return defineConfig({
    test: {
      name,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
      passWithNoTests: false,
      // No test is about time: this only ends one that hangs, also on a busy machine.
      testTimeout: 60_000,
      reporters: ['default', 'json'],
      outputFile: { json: './reports/tests.json' },
      ...test,
    },
  });
}
