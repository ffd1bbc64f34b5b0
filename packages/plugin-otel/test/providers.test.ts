import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { applyPlugins } from '@kedro-ts/hooks';
import { DataCatalog } from '@kedro-ts/io';
import { currentNode, node, pipeline } from '@kedro-ts/pipeline';
import { passGate } from '@kedro-ts/runner/testing/fixtures';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { contextOf, otel, spanOf } from '../src/index.js';
import { startReceiver } from './otlp-receiver.js';
import { createRunner, HERE, IN_WORKERS, traceRun } from './trace-run.js';

const SECRET = 's3cr3t-v4lue';

afterEach(() => {
  vi.unstubAllEnvs();
  trace.disable();
  context.disable();
});

interface InMemory {
  readonly provider: BasicTracerProvider;
  readonly spans: () => ReadableSpan[];
}

function inMemory(): InMemory {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return { provider, spans: () => exporter.getFinishedSpans() };
}

const namesOf = (spans: readonly { readonly name: string }[]): string[] => spans.map(({ name }) => name);

const ONE_NODE = ['load raw', 'save a', 'node first'];

describe('a tracer provider of the application', () => {
  it.each(HERE)('makes the spans when it is given, in %s', async (runner) => {
    const { provider, spans } = inMemory();
    await traceRun('writing', runner, { otel: { tracerProvider: provider } });
    expect(namesOf(spans())).toEqual([...ONE_NODE, `run ${runner}`]);
    const [load, save, node, run] = spans();
    expect(load!.parentSpanContext?.spanId).toBe(node!.spanContext().spanId);
    expect(save!.parentSpanContext?.spanId).toBe(node!.spanContext().spanId);
    expect(node!.parentSpanContext?.spanId).toBe(run!.spanContext().spanId);
    expect(run!.parentSpanContext).toBeUndefined();
    expect(node!.attributes['rows']).toBe(7);
  });

  it('makes them when it is registered, also after the plugin was made', async () => {
    const { provider, spans } = inMemory();
    const plugin = otel();
    trace.setGlobalTracerProvider(provider);
    await runOne(plugin);
    expect(namesOf(spans())).toEqual([...ONE_NODE, 'run sequential']);
  });

  it.each(IN_WORKERS)('makes them in a %s that registers its own, and is flushed there', async (runner) => {
    const { provider, spans: inMain } = inMemory();
    trace.setGlobalTracerProvider(provider);
    const { spans } = await traceRun('writing', runner, { otel: {}, registers: true });
    expect(namesOf(inMain())).toEqual(['run parallel']);
    expect(namesOf(spans).sort()).toEqual([...ONE_NODE].sort());
    const { traceId, spanId } = inMain()[0]!.spanContext();
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
    expect(spans.find(({ name }) => name === 'node first')!.parentSpanId).toBe(spanId);
  });

  it('need not be there', async () => {
    const { spans, error } = await traceRun('writing', 'thread', { otel: {} });
    expect(error).toBeUndefined();
    expect(spans).toEqual([]);
  });
});

describe('a span of the node itself', () => {
  it.each(HERE)('is a child of that of the node, also while others run, in %s', async (runner) => {
    const { provider, spans } = inMemory();
    const tracer = provider.getTracer('application');
    const names = ['a', 'b', 'c'];
    const nodes = names.map((name) =>
      node(
        async () => {
          const own = contextOf(currentNode());
          await new Promise((resolve) => setImmediate(resolve));
          tracer.startSpan(`query ${name}`, {}, own).end();
          return name;
        },
        null,
        `of_${name}`,
        { name },
      ),
    );
    const plugins = applyPlugins([otel({ tracerProvider: provider })]);
    await createRunner(runner).run(pipeline(nodes), new DataCatalog(), { plugins });
    for (const name of names) {
      const find = (prefix: string): ReadableSpan =>
        spans().find((span) => span.name === `${prefix} ${name}`)!;
      expect(find('query').parentSpanContext?.spanId).toBe(find('node').spanContext().spanId);
    }
  });

  it('is one of the active span where no node is', () => {
    expect(contextOf({ runId: 'none', name: 'none' })).toBe(context.active());
    expect(spanOf({ runId: 'none', name: 'none' })).toBeUndefined();
  });
});

describe('what surrounds the run', () => {
  it.each([...HERE, ...IN_WORKERS])('is its parent, and its baggage gets everywhere: %s', async (runner) => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const { provider, spans: around } = inMemory();
    const outer = provider.getTracer('application').startSpan('request');
    const baggage = propagation.createBaggage({ tenant: { value: 'a, b=c; d' } });
    const active = propagation.setBaggage(trace.setSpan(context.active(), outer), baggage);
    const { spans } = await context.with(active, () => traceRun('writing', runner));
    outer.end();
    const { traceId, spanId } = around()[0]!.spanContext();
    expect(spans.find(({ name }) => name.startsWith('run '))).toMatchObject({
      traceId,
      parentSpanId: spanId,
    });
    expect(spans.find(({ name }) => name === 'node first')).toMatchObject({
      traceId,
      attributes: { tenant: 'a, b=c; d', rows: 7 },
    });
  });
});

describe('the exporter', () => {
  it.each(['sequential', 'thread', 'process'] as const)(
    'sends headers and the name of the service: %s',
    async (runner) => {
      const receiver = await startReceiver();
      const url = `${receiver.url}/custom`;
      const headers = { authorization: SECRET };
      const { spans } = await traceRun('writing', runner, {
        receiver,
        otel: { exporter: 'otlp', url, headers, serviceName: 'trips' },
      });
      expect(spans.length).toBe(4);
      expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['trips']));
      expect(receiver.requests).toHaveLength(runner === 'sequential' ? 1 : 2);
      for (const request of receiver.requests) {
        expect(request.path).toBe('/custom');
        expect(request.headers.authorization).toBe(SECRET);
      }
    },
  );

  it.each(['sequential', 'thread', 'process'] as const)(
    'honours the variables of OpenTelemetry: %s',
    async (runner) => {
      const receiver = await startReceiver();
      vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
      vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', `x-key=${SECRET}`);
      vi.stubEnv('OTEL_SERVICE_NAME', 'from the environment');
      const { spans } = await traceRun('writing', runner, { receiver, otel: { exporter: 'otlp' } });
      expect(spans.length).toBe(4);
      expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['from the environment']));
      for (const { path, headers } of receiver.requests)
        expect([path, headers['x-key']]).toEqual(['/v1/traces', SECRET]);
    },
  );

  it('warns once when spans do not arrive, without the secrets, and the run succeeds', async () => {
    const receiver = await startReceiver(400);
    const warnings = collectWarnings();
    const { error } = await traceRun('writing', 'sequential', {
      otel: {
        exporter: 'otlp',
        url: receiver.url.replace('//', `//user:${SECRET}@`),
        headers: { authorization: SECRET },
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(error).toBeUndefined();
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'KEDRO_OTEL_NOT_SENT',
        message: expect.stringContaining('Spans could not be sent (OTLPExporterError 400)') as string,
      }),
    ]);
    expect(inspect(warnings)).not.toContain(SECRET);
  });

  it('does not wait for a receiver that never answers', async () => {
    const receiver = await startReceiver('never');
    const warnings = collectWarnings();
    const { error } = await traceRun('writing', 'sequential', { receiver });
    await new Promise((resolve) => setImmediate(resolve));
    expect(error).toBeUndefined();
    expect(String(warnings[0])).toContain('Spans could not be sent (the receiver took longer than 5 s)');
  });

  it('does not show headers to whoever prints the plugin', () => {
    const headers = { authorization: SECRET };
    const plugin = otel({ exporter: 'otlp', headers });
    expect(inspect(plugin, { depth: Infinity, showHidden: true })).not.toContain(SECRET);
    expect(JSON.stringify(plugin)).not.toContain(SECRET);
  });

  it('names the package to install when the SDK is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedro-otel-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const modules = join(folder, 'node_modules', '@opentelemetry');
    await mkdir(modules, { recursive: true });
    const api = fileURLToPath(new URL('../..', import.meta.resolve('@opentelemetry/api')));
    await symlink(await realpath(api), join(modules, 'api'), 'junction');
    await cp(new URL('../dist', import.meta.url), join(folder, 'otel'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'run.mjs'),
      `import { otel } from './otel/index.js';
import { applyPlugins } from '${import.meta.resolve('@kedro-ts/hooks')}';
import { DataCatalog } from '${import.meta.resolve('@kedro-ts/io')}';
import { currentNode, node, pipeline } from '${import.meta.resolve('@kedro-ts/pipeline')}';
import { SequentialRunner } from '${import.meta.resolve('@kedro-ts/runner-sequential')}';
const run = async (options) => {
  const plugins = applyPlugins([otel(options)]);
  return new SequentialRunner().run(pipeline([node((x) => x, 'x', 'y')]), new DataCatalog({ x: 1 }), { plugins });
};
await run({});
await run({ exporter: 'otlp' }).catch(({ code, cause, message }) => console.log(JSON.stringify([code, cause.code, message])));`,
    );
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, 'run.mjs')]);
    const [code, cause, message] = JSON.parse(stdout) as [string, string, string];
    expect([code, cause]).toEqual(['KEDRO_HOOK_ERROR', 'KEDRO_OTEL_PACKAGE']);
    expect(message).toMatch(
      /@opentelemetry\/[a-z-]+, which could not be loaded: npm install @opentelemetry\//,
    );
    expect(stderr).toBe('');
  });
});

describe('disposal', () => {
  it('ends the spans of a run that is under way', async () => {
    const { provider, spans } = inMemory();
    const folder = await mkdtemp(join(tmpdir(), 'kedro-otel-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    const plugins = applyPlugins([otel({ tracerProvider: provider })]);
    const controller = new AbortController();
    let started = (): void => {};
    const isStarted = new Promise<void>((resolve) => (started = resolve));
    const held = node(() => (started(), passGate(folder, 'never')), null, 'a', { name: 'held' });
    const run = new SequentialRunner().run(pipeline([held]), new DataCatalog(), {
      plugins,
      runId: 'r',
      signal: controller.signal,
    });
    await isStarted;
    expect(spanOf({ runId: 'r', name: 'held' })?.isRecording()).toBe(true);
    await plugins[Symbol.asyncDispose]();
    expect(spans().map(({ name, status }) => [name, status.message?.split(':')[0]])).toEqual([
      ['node held', 'abandoned'],
      ['run sequential', 'abandoned'],
    ]);
    expect(spanOf({ runId: 'r', name: 'held' })).toBeUndefined();
    controller.abort();
    await expect(run).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    expect(spans()).toHaveLength(2);
  });

  it('lets a plugin object go on for another session that has it', async () => {
    const { provider, spans } = inMemory();
    const plugin = otel({ tracerProvider: provider });
    const first = applyPlugins([plugin]);
    const second = applyPlugins([plugin]);
    await first[Symbol.asyncDispose]();
    await new SequentialRunner().run(oneNode(), new DataCatalog({ raw: 1 }), { plugins: second });
    await second[Symbol.asyncDispose]();
    expect(namesOf(spans())).toEqual([...ONE_NODE, 'run sequential']);
  });
});

/** The warnings of this process until the end of the test. */
function collectWarnings(): readonly Error[] {
  const warnings: Error[] = [];
  const listen = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', listen);
  onTestFinished(() => void process.off('warning', listen));
  return warnings;
}

async function runOne(plugin: ReturnType<typeof otel>): Promise<void> {
  const plugins = applyPlugins([plugin]);
  await new SequentialRunner().run(oneNode(), new DataCatalog({ raw: 1 }), { plugins });
  await plugins[Symbol.asyncDispose]();
}

function oneNode(): ReturnType<typeof pipeline> {
  return pipeline([node((raw: number) => raw, 'raw', 'a', { name: 'first' })]);
}
