import { createSession } from '@kedro-ts/project';
const [,, runner, params] = process.argv;
let t=performance.now();
const s = await createSession({ runtimeParams: params ? JSON.parse(params) : undefined });
console.log('session', (performance.now()-t).toFixed());
t=performance.now();
try { const r = await s.run({ runner, onEvent: (e) => console.log('  ', e.type, e.node ?? '', e.dataset ?? '', e.text ?? '', e.workerId ?? '') });
console.log(await r.outputs.total.load(), await r.outputs.count.load()); } catch (e) { console.log(e.stack) }
console.log('run', (performance.now()-t).toFixed());
await s[Symbol.asyncDispose]();
