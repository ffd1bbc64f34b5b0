import type { TracerProvider } from '@opentelemetry/api';
import { OtelOptionError } from './errors.js';

/** What the plugin may be told. Without `exporter` and `tracerProvider`, spans go to the global tracer provider. */
export interface OtelOptions {
  /** `otlp` sends spans by OTLP over HTTP, as JSON, from main and from every worker. Default: nothing is sent by the plugin. */
  readonly exporter?: 'otlp';
  /**
   * With `exporter`: where spans are sent, the path included. Default: what `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` or
   * `OTEL_EXPORTER_OTLP_ENDPOINT` say, otherwise `http://localhost:4318/v1/traces`.
   */
  readonly url?: string;
  /** With `exporter`: headers of the requests, such as `authorization`; never printed. Default: `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** With `exporter`: the attribute `service.name` of the resource. Default: `OTEL_SERVICE_NAME`. */
  readonly serviceName?: string;
  /** Makes the spans in place of the global tracer provider. Default: the global one. */
  readonly tracerProvider?: TracerProvider;
  /** What the plugin is called; two of them in a project need two names. Default: `otel`. */
  readonly name?: string;
}

/** How spans are sent. */
export type OtlpOptions = Pick<OtelOptions, 'url' | 'headers' | 'serviceName'>;

/** The options with all defaults filled in. */
export interface ResolvedOtelOptions {
  readonly name: string;
  /** Where spans go to: a provider of the application, or one that the plugin makes. */
  readonly target:
    | { readonly type: 'global' }
    | { readonly type: 'provider'; readonly provider: TracerProvider }
    | ({ readonly type: 'otlp' } & OtlpOptions);
}

const OTLP_ONLY = ['url', 'headers', 'serviceName'] as const;
const KNOWN: readonly string[] = ['exporter', ...OTLP_ONLY, 'tracerProvider', 'name'];

/** @throws OtelOptionError for an option that is unknown, has no meaning, or none beside another. Values are not quoted: they may be secret. */
export function resolveOtelOptions(options: OtelOptions = {}): ResolvedOtelOptions {
  const unknown = Object.keys(options).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw new OtelOptionError(unknown, `is unknown; there are ${KNOWN.join(', ')}`);
  const { name = 'otel' } = options;
  checkText('name', name);
  return { name, target: resolveTarget(options) };
}

function resolveTarget(options: OtelOptions): ResolvedOtelOptions['target'] {
  const { exporter, tracerProvider, url, headers, serviceName } = options;
  if (exporter === undefined) {
    const useless = OTLP_ONLY.find((option) => options[option] !== undefined);
    if (useless !== undefined)
      throw new OtelOptionError(useless, "means nothing without exporter: 'otlp', which sends the spans");
    if (tracerProvider === undefined) return { type: 'global' };
    if (typeof tracerProvider?.getTracer !== 'function')
      throw new OtelOptionError('tracerProvider', 'has to be a TracerProvider of OpenTelemetry');
    return { type: 'provider', provider: tracerProvider };
  }
  if (exporter !== 'otlp') throw new OtelOptionError('exporter', "can only be 'otlp'");
  if (tracerProvider !== undefined)
    throw new OtelOptionError(
      'tracerProvider',
      'cannot be there beside exporter: one of them makes the spans',
    );
  checkText('url', url);
  if (url !== undefined && !/^https?:$/.test(protocolOf(url)))
    throw new OtelOptionError(
      'url',
      'has to be a whole URL of http or https, such as http://localhost:4318/v1/traces',
    );
  checkHeaders(headers);
  checkText('serviceName', serviceName);
  return { type: 'otlp', url, headers: headers && { ...headers }, serviceName };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function checkText(option: string, value: unknown): void {
  if (value !== undefined && (typeof value !== 'string' || value === ''))
    throw new OtelOptionError(option, 'has to be text');
}

function checkHeaders(headers: unknown): void {
  if (headers === undefined) return;
  const isRecord = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!isRecord || !Object.values(headers).every((value) => typeof value === 'string'))
    throw new OtelOptionError('headers', 'has to be an object of texts by name');
}
