import {
  baggageEntryMetadataFromString,
  createTraceState,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  type BaggageEntry,
  type Context,
} from '@opentelemetry/api';

/**
 * Where a trace goes on in a worker, as plain data: the headers of W3C Trace Context (https://www.w3.org/TR/trace-context/)
 * and W3C Baggage (https://www.w3.org/TR/baggage/). Written here, so that no propagator need be registered.
 */
export interface TraceCarrier {
  readonly traceparent: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

/** Undefined when nothing is traced. */
export function toCarrier(context: Context): TraceCarrier | undefined {
  const span = trace.getSpanContext(context);
  if (span === undefined || !isSpanContextValid(span)) return undefined;
  const tracestate = span.traceState?.serialize();
  const entries = propagation.getBaggage(context)?.getAllEntries() ?? [];
  return {
    traceparent: `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`,
    ...(tracestate && { tracestate }),
    ...(entries.length > 0 && { baggage: entries.map(formatEntry).join(',') }),
  };
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The root context when there is nothing to go on from. */
export function fromCarrier(carrier: TraceCarrier | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(carrier?.traceparent ?? '') ?? [];
  if (carrier === undefined || traceId === undefined) return ROOT_CONTEXT;
  const { tracestate, baggage } = carrier;
  const context = trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: spanId!,
    traceFlags: Number.parseInt(flags!, 16),
    isRemote: true,
    ...(tracestate && { traceState: createTraceState(tracestate) }),
  });
  if (!baggage) return context;
  const entries = Object.fromEntries(baggage.split(',').map(parseEntry));
  return propagation.setBaggage(context, propagation.createBaggage(entries));
}

function formatEntry([key, { value, metadata }]: [string, BaggageEntry]): string {
  return `${key}=${encodeURIComponent(value)}${metadata === undefined ? '' : `;${metadata.toString()}`}`;
}

function parseEntry(entry: string): [string, BaggageEntry] {
  const [pair = '', ...metadata] = entry.split(';');
  const [key = '', ...value] = pair.split('=');
  return [
    key,
    {
      value: decodeURIComponent(value.join('=')),
      ...(metadata.length > 0 && { metadata: baggageEntryMetadataFromString(metadata.join(';')) }),
    },
  ];
}
