import type { Options } from 'tsup';

/** What every package is built with; declarations come from the native compiler afterwards. */
export function build(entry: Record<string, string> = { index: 'src/index.ts' }): Options {
  return {
    entry,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    dts: false,
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: true,
    silent: true,
    removeNodeProtocol: false,
  };
}
