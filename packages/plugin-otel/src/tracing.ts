import { trace, type Tracer, type TracerProvider } from '@opentelemetry/api';
import { openOtlp } from './otlp-provider.js';
import type { ResolvedOtelOptions } from './options.js';
import type { WarnNotSent } from './warn-not-sent.js';

/** Where spans are made, and how they get out. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what has ended; with a provider of our own, for the last time. */
  readonly close: () => Promise<void>;
}

/** The instrumentation scope of all spans. */
const SCOPE = '@kedro-ts/plugin-otel';

/**
 * Loads the SDK if the plugin is to send spans itself.
 *
 * @throws OtelPackageError
 */
export async function openTracing(
  target: ResolvedOtelOptions['target'],
  warn: WarnNotSent,
): Promise<Tracing> {
  if (target.type === 'otlp') {
    const { provider, shutdown } = await openOtlp(target, warn);
    return { tracer: provider.getTracer(SCOPE), close: shutdown };
  }
  const provider = target.type === 'provider' ? target.provider : trace.getTracerProvider();
  return { tracer: provider.getTracer(SCOPE), close: () => flush(provider) };
}

/** It belongs to the application, which shuts it down; but a worker ends when its plugins are disposed of. */
async function flush(provider: TracerProvider): Promise<void> {
  // The global one stands for another; by its method, because the application may have a copy of its class.
  const { getDelegate } = provider as { readonly getDelegate?: () => TracerProvider };
  const actual = getDelegate === undefined ? provider : getDelegate.call(provider);
  await (actual as { readonly forceFlush?: () => Promise<void> }).forceFlush?.();
}
