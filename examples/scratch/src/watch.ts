import type { Plugin } from '@kedro-ts/hooks';
enum Kind { A = 'a' }
export let loaded = 0; loaded++;
export const watch = (): Plugin => ({ name: 'watch', apply(hooks, scope) {
  scope.onMessage((d, from) => console.log('got', d, from.workerId));
  hooks.afterContextCreated.tap('watch', ({ where, runId, context }) => scope.send(`${where} context ${runId.slice(-4)} ${context.env} ${Kind.A}`));
  hooks.afterNodeRun.tap('watch', async ({ node }) => scope.send(node.name));
  hooks.afterPipelineRun.tap('watch', ({ outputs }) => console.log('done', outputs, import.meta.url));
} });
