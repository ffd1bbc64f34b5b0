/**
 * Random pipelines with random faults, compared with what they have to come to: `node faults.mjs [--runs 200] [--seed 1] [--only 17]`.
 * What is wrong is printed with what repeats it; the last line is a summary in JSON.
 */
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    plan: { type: 'boolean', default: false },
  },
});
const wholeNumber = (option) => {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} is "${values[option]}"; give a whole number from 1.`);
};
const numbers = values.only
  ? [wholeNumber('only')]
  : Array.from({ length: wholeNumber('runs') }, (_, i) => i + 1);

if (values.plan) {
  const { planCase } = await import('./plan-case.mjs');
  for (const number of numbers) console.log(JSON.stringify(planCase(values.seed, number), undefined, 2));
} else {
  const summary = await runCampaign({ seed: values.seed, numbers, report: (line) => console.log(line) });
  console.log(JSON.stringify(summary));
  if (summary.hangs + summary.leftovers + summary.differences > 0) process.exitCode = 1;
}
