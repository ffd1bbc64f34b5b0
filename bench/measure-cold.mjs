/** The first call of one side of a bench in this process, in milliseconds: `node measure-cold.mjs <module> <bench> <n> ours|floor`. */
import { timeOnce } from './measure.mjs';

const [moduleUrl, name, n, side] = process.argv.slice(2);
const { benches } = await import(moduleUrl);
const made = await benches.find((bench) => bench.name === name).prepare(Number(n));
console.log(await timeOnce(made[side]));
await made.close?.();
