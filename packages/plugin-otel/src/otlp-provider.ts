import type { TracerProvider } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { OtelPackageError } from './errors.js';
import type { OtlpOptions } from './options.js';
import type { WarnNotSent } from './warn-not-sent.js';

/** What has to be installed to send spans. */
const NEEDED = [
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
] as const;

/**
 * How many ended spans wait for being sent, and go in one request. While nodes compute, nothing is sent, and with the SDK's
 * 2,048 the spans of about a thousand quick nodes would be dropped.
 */
const QUEUE = { maxQueueSize: 16_384, maxExportBatchSize: 1024 };

/**
 * A tracer provider that sends spans by OTLP over HTTP, as JSON. Not registered anywhere.
 *
 * @throws OtelPackageError
 */
export async function openOtlp(
  { url, headers, serviceName }: OtlpOptions,
  warn: WarnNotSent,
): Promise<{
  readonly provider: TracerProvider;
  readonly shutdown: () => Promise<void>;
}> {
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] = await Promise.all([
    loadPackage(NEEDED[0], () => import('@opentelemetry/sdk-trace-base')),
    loadPackage(NEEDED[1], () => import('@opentelemetry/exporter-trace-otlp-http')),
    loadPackage(NEEDED[2], () => import('@opentelemetry/resources')),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  // The SDK itself looks at OTEL_SERVICE_NAME only when somebody asks for it.
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(serviceName === undefined ? {} : { 'service.name': serviceName }));
  const exporter = warnOnFailure(
    new OTLPTraceExporter({ ...(url !== undefined && { url }), ...(headers && { headers: { ...headers } }) }),
    warn,
  );
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(exporter, unlessInEnvironment(QUEUE))],
  });
  return { provider, shutdown: () => provider.shutdown() };
}

/** @throws OtelPackageError */
export async function loadPackage<Loaded>(name: string, load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (cause) {
    throw new OtelPackageError(name, NEEDED, cause);
  }
}

function unlessInEnvironment(queue: typeof QUEUE): Partial<typeof QUEUE> {
  const { OTEL_BSP_MAX_QUEUE_SIZE, OTEL_BSP_MAX_EXPORT_BATCH_SIZE } = process.env;
  return OTEL_BSP_MAX_QUEUE_SIZE || OTEL_BSP_MAX_EXPORT_BATCH_SIZE ? {} : { ...queue };
}

/** The SDK is silent about spans that did not arrive. */
function warnOnFailure(exporter: SpanExporter, warn: WarnNotSent): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        // An enumeration of another package, of which only types are here.
        if (Number(result.code) !== 0) warn(result.error);
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
