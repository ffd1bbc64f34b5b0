import { createTraceState, propagation, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { fromCarrier, toCarrier } from './trace-carrier.js';

const SPAN = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a trace on its way to a worker', () => {
  it('is the header traceparent', () => {
    expect(toCarrier(trace.setSpanContext(ROOT_CONTEXT, SPAN))).toEqual({ traceparent: TRACEPARENT });
    expect(trace.getSpanContext(fromCarrier({ traceparent: TRACEPARENT }))).toEqual({
      ...SPAN,
      isRemote: true,
    });
  });

  it('says that it is not sampled', () => {
    const unsampled = { ...SPAN, traceFlags: TraceFlags.NONE };
    expect(toCarrier(trace.setSpanContext(ROOT_CONTEXT, unsampled))?.traceparent).toMatch(/-00$/);
  });

  it('takes along the state of vendors', () => {
    const traceState = createTraceState('vendor=a,other=b');
    const carrier = toCarrier(trace.setSpanContext(ROOT_CONTEXT, { ...SPAN, traceState }));
    expect(carrier?.tracestate).toBe('vendor=a,other=b');
    expect(trace.getSpanContext(fromCarrier(carrier))?.traceState?.get('other')).toBe('b');
  });

  it('takes along baggage, whatever is in it', () => {
    const values = { tenant: 'a, b=c; d', 'user-id': 'ä %' };
    const entries = Object.entries(values).map(([key, value]) => [key, { value }] as const);
    const baggage = propagation.createBaggage(Object.fromEntries(entries));
    const carrier = toCarrier(propagation.setBaggage(trace.setSpanContext(ROOT_CONTEXT, SPAN), baggage));
    expect(carrier?.baggage).toBe('tenant=a%2C%20b%3Dc%3B%20d,user-id=%C3%A4%20%25');
    const arrived = propagation.getBaggage(fromCarrier(carrier))?.getAllEntries() ?? [];
    expect(arrived.map(([key, { value }]) => [key, value])).toEqual(Object.entries(values));
  });

  it('is nothing when nothing is traced', () => {
    expect(toCarrier(ROOT_CONTEXT)).toBeUndefined();
  });

  it.each([undefined, { traceparent: '' }, { traceparent: `${TRACEPARENT}-00` }])(
    'begins anew when %o came along',
    (carrier) => {
      expect(fromCarrier(carrier)).toBe(ROOT_CONTEXT);
    },
  );
});
