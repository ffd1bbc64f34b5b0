import type { Catalog } from '@kedro-ts/io';
import type { Node, Pipeline } from '@kedro-ts/pipeline';
import { expectTypeOf, test } from 'vitest';
import {
  createHooks,
  type Context,
  type HookPoint,
  type KedroHooks,
  type Plugin,
  type PluginScope,
  type Skip,
} from './index.js';

const hooks = createHooks();
type PayloadOf<Name extends keyof KedroHooks> = Parameters<Parameters<KedroHooks[Name]['tap']>[1]>[0];

test('a tap knows what it is given', () => {
  hooks.afterContextCreated.tap('p', ({ context, runId, where }) => {
    expectTypeOf(context).toEqualTypeOf<Context>();
    expectTypeOf(runId).toEqualTypeOf<string>();
    expectTypeOf(where).toEqualTypeOf<'main' | 'worker'>();
  });
  hooks.afterPipelineRun.tap({ name: 'p', stage: 1, before: 'q' }, async ({ pipeline, outputs }) => {
    expectTypeOf(pipeline).toEqualTypeOf<Pipeline>();
    expectTypeOf(outputs).toEqualTypeOf<readonly string[]>();
  });
  expectTypeOf<PayloadOf<'afterCatalogCreated'>>().toHaveProperty('catalog').toEqualTypeOf<Catalog>();
  expectTypeOf<PayloadOf<'onPipelineError'>>().toHaveProperty('error').toBeUnknown();
  expectTypeOf<PayloadOf<'beforeNodeRun'>>().toHaveProperty('node').toEqualTypeOf<Node>();
  expectTypeOf<PayloadOf<'afterNodeRun'>>()
    .toHaveProperty('outputs')
    .toEqualTypeOf<Readonly<Record<string, unknown>>>();
  expectTypeOf<PayloadOf<'afterDatasetLoaded'>>().toHaveProperty('data').toBeUnknown();
  expectTypeOf<PayloadOf<'beforeDatasetLoaded'>>().not.toHaveProperty('data');
});

test('what a tap is given is read-only', () => {
  hooks.beforeNodeRun.tap('p', ({ inputs }) => {
    // @ts-expect-error inputs are replaced by returning them
    inputs['a'] = 1;
  });
});

test('before a node runs a tap may return inputs to replace, now or later', () => {
  hooks.beforeNodeRun.tap('p', () => ({ a: 1 }));
  hooks.beforeNodeRun.tap('p', async () => ({ a: 1 }));
  hooks.beforeNodeRun.tap('p', ({ inputs }) => (inputs['a'] ? { a: 2 } : undefined));
  hooks.beforeNodeRun.tap('p', () => null);
  hooks.beforeNodeRun.tap('p', () => {});
  // @ts-expect-error a text is no record of inputs
  hooks.beforeNodeRun.tap('p', () => 'a');
});

test('a tap may return data to replace where they are on their way, and nowhere else', () => {
  for (const hook of [hooks.afterDatasetLoaded, hooks.beforeDatasetSaved]) {
    hook.tap('p', () => ({ data: 1 }));
    hook.tap('p', async () => ({ data: undefined }));
    hook.tap('p', ({ data }) => (data === 1 ? { data: 2 } : undefined));
    hook.tap('p', () => null);
    hook.tap('p', () => {});
    // @ts-expect-error data are returned as a field
    hook.tap('p', () => 5);
    // @ts-expect-error the field is called data
    hook.tap('p', () => ({ value: 5 }));
  }
  // @ts-expect-error they are saved already
  hooks.afterDatasetSaved.tap('p', () => ({ data: 1 }));
  // @ts-expect-error there are none yet
  hooks.beforeDatasetLoaded.tap('p', () => ({ data: 1 }));
});

test('a tap may say why a node is not to run', () => {
  hooks.skipNode.tap('p', () => 'it is fresh');
  hooks.skipNode.tap('p', async ({ node }) => (node.tags.has('slow') ? 'it is slow' : undefined));
  hooks.skipNode.tap('p', () => {});
  // @ts-expect-error a reason is a text
  hooks.skipNode.tap('p', () => true);
  expectTypeOf<ReturnType<KedroHooks['skipNode']['decide']>>()
    .exclude<PromiseLike<unknown>>()
    .toEqualTypeOf<Skip | undefined>();
});

test('what is told of a node says which try it is, and of an error whether there is another', () => {
  expectTypeOf<PayloadOf<'beforeNodeRun'>['attempt']>().toEqualTypeOf<number>();
  expectTypeOf<PayloadOf<'onNodeError'>['willRetry']>().toEqualTypeOf<boolean>();
  expectTypeOf<PayloadOf<'skipNode'>>().not.toHaveProperty('attempt');
  expectTypeOf<PayloadOf<'afterNodeRun'>>().not.toHaveProperty('willRetry');
});

test('elsewhere a tap returns nothing, now or later', () => {
  hooks.afterNodeRun.tap('p', () => {});
  hooks.afterNodeRun.tap('p', async () => {});
  // @ts-expect-error outputs cannot be replaced
  hooks.afterNodeRun.tap('p', () => ({ c: 5 }));
  // @ts-expect-error there is no such option
  hooks.afterNodeRun.tap({ name: 'p', after: 'q' }, () => {});
});

test('a plugin is an object, and needs nothing but a name and apply', () => {
  expectTypeOf<{ name: string; apply(some: KedroHooks): void }>().toExtend<Plugin>();
  expectTypeOf<{ apply(): void }>().not.toExtend<Plugin>();
});

test('a plugin may say where it stands, and what it has for workers', () => {
  expectTypeOf<{
    name: string;
    stage: number;
    before: string;
    apply(): void;
    forWorkers(): { trace: string };
  }>().toExtend<Plugin>();
  // Whoever gets it has to look at it: it has crossed a border.
  expectTypeOf<PluginScope['fromMain']>().toBeUnknown();
  expectTypeOf<PluginScope>().not.toHaveProperty('send');
});

test('firing asks for a whole payload', () => {
  expectTypeOf(hooks.afterNodeRun).toExtend<HookPoint<PayloadOf<'afterNodeRun'>>>();
  // @ts-expect-error the node and much else is missing
  void hooks.afterNodeRun.fire({ runId: 'r', where: 'main' });
});
