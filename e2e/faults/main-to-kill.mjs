/** A run in a process of its own, which is to be killed: `node main-to-kill.mjs <seed> <number> <folder>`. */
import { planCase } from './plan-case.mjs';
import { runPlan } from './run-plan.mjs';

const [seed, number, folder] = process.argv.slice(2);
await runPlan(planCase(seed, Number(number)), folder);
