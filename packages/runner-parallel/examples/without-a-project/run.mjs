import { DataCatalog } from '@kedro-ts/io';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { squares } from './worker.mjs';

const catalog = new DataCatalog({ numbers: Float64Array.from({ length: 1_000 }, (_, i) => i) });
const runner = new ParallelRunner({ bootstrap: { module: new URL('./worker.mjs', import.meta.url) } });
await runner.run(squares, catalog);
console.log(`sum of squares: ${await catalog.load('total')}`);
