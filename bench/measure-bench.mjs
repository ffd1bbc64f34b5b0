/** One bench in this process, a JSON line for each row: `node measure-bench.mjs <module> <bench>`. */
import { measureBench } from './measure.mjs';

const [moduleUrl, name] = process.argv.slice(2);
const { benches } = await import(moduleUrl);
const bench = benches.find((one) => one.name === name);
for await (const row of measureBench(moduleUrl, bench)) console.log(JSON.stringify(row));
