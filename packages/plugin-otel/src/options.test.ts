import { describe, expect, it } from 'vitest';
import otelByDefault, { otel } from './index.js';
import { resolveOtelOptions } from './options.js';

const SECRET = 's3cr3t-v4lue';

describe('the options of otel', () => {
  it.each<[object, string]>([
    [{ exporterr: 'otlp' }, 'exporterr of otel() is unknown; there are exporter, url'],
    [{ exporter: 'zipkin' }, "exporter of otel() can only be 'otlp'"],
    [{ exporter: 'otlp', url: 'localhost:4318' }, 'url of otel() has to be a whole URL of http or https'],
    [{ exporter: 'otlp', url: 'not a url' }, 'url of otel() has to be a whole URL of http or https'],
    [{ exporter: 'otlp', url: '' }, 'url of otel() has to be text'],
    [{ exporter: 'otlp', headers: [SECRET] }, 'headers of otel() has to be an object of texts'],
    [{ exporter: 'otlp', headers: { [SECRET]: 1 } }, 'headers of otel() has to be an object of texts'],
    [{ exporter: 'otlp', serviceName: 1 }, 'serviceName of otel() has to be text'],
    [{ headers: { authorization: SECRET } }, "headers of otel() means nothing without exporter: 'otlp'"],
    [{ tracerProvider: {} }, 'tracerProvider of otel() has to be a TracerProvider'],
    [{ tracerProvider: null }, 'tracerProvider of otel() has to be a TracerProvider'],
    [{ exporter: 'otlp', tracerProvider: {} }, 'tracerProvider of otel() cannot be there beside exporter'],
    [{ name: '' }, 'name of otel() has to be text'],
  ])('cannot be %o', (options, reason) => {
    expect(() => otel(options)).toThrow(
      expect.objectContaining({
        code: 'KEDRO_OTEL_OPTION',
        message: expect.stringContaining(reason) as string,
      }) as Error,
    );
    expect(() => otel(options)).not.toThrow(SECRET);
  });

  it('need not be given, and the default export is the same', () => {
    expect(otelByDefault).toBe(otel);
    expect(otel().name).toBe('otel');
    expect(otel({ name: 'other' }).name).toBe('other');
    expect(resolveOtelOptions()).toEqual({ name: 'otel', target: { type: 'global' } });
  });

  it('are not those that the caller changes afterwards', () => {
    const headers = { a: '1' };
    const { target } = resolveOtelOptions({ exporter: 'otlp', headers });
    headers.a = '2';
    expect(target).toMatchObject({ headers: { a: '1' } });
  });
});
