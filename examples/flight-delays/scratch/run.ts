import { asyncBufferFromFile, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import * as ing from '../src/pipelines/ingestion/nodes.js';
import * as fea from '../src/pipelines/features/nodes.js';
import * as tra from '../src/pipelines/training/nodes.js';
import * as rep from '../src/pipelines/reporting/nodes.js';
const dir = '/work/main/node_modules/vega-datasets/data/';
const full = process.argv[2] === 'full';
const T = (l: string) => {
  const n = Date.now();
  console.log(l, n - t0, 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  t0 = Date.now();
};
let t0 = Date.now();
const lines = readFileSync(dir + 'airports.csv', 'utf8')
  .trim()
  .split('\n')
  .map((l) => l.match(/("([^"]*)"|[^,]*)(,|$)/g)!.map((c) => c.replace(/,$/, '').replace(/^"|"$/g, '')));
const apRaw = Object.fromEntries(lines[0]!.map((k, i) => [k, lines.slice(1).map((r) => r[i])]));
let raw: any;
if (full) {
  raw = {};
  const file = await asyncBufferFromFile(dir + 'flights-3m.parquet');
  await parquetRead({
    file,
    compressors,
    onChunk: (c: any) => {
      const a = (raw[c.columnName] ??= new Array(3e6));
      for (let i = 0; i < c.columnData.length; i++) a[c.rowStart + i] = c.columnData[i];
    },
  });
} else {
  const d = JSON.parse(readFileSync(dir + 'flights-20k.json', 'utf8'));
  raw = Object.fromEntries(Object.keys(d[0]).map((k) => [k, d.map((r: any) => r[k])]));
}
T('read');
const airports = ing.cleanAirports(apRaw);
T('airports');
const enc = ing.encodeFlights(raw, airports);
raw = undefined;
T('encode');
const [flights, report] = ing.cleanFlights(enc, { delay: { from: -120, to: 1440 } });
T('clean');
console.log(JSON.stringify(report));
const prim = ing.joinFlights(flights, ing.deriveCalendar(flights), ing.deriveGeography(flights, airports));
T('join');
for (const [g, d] of Object.entries({ short: { from: 0, below: 750 }, long: { from: 750, below: 6000 } })) {
  const sel = fea.selectFlights(prim, d);
  T('select');
  const { train, test } = fea.splitFlights(sel, full ? '2001-06-01' : '2001-03-12');
  T('split');
  const m = fea.learnMeanDelays(train, airports, 50);
  T('means');
  const ftr = fea.makeFeatures(train, m),
    fte = fea.makeFeatures(test, m);
  T('features');
  const model = tra.trainModel(ftr, Number(process.argv[3] ?? 250000));
  T('train');
  const p = tra.predictDelays(model, fte);
  T('predict');
  console.log(
    g,
    JSON.stringify(
      tra.assembleMetrics(model, ftr, fte, tra.scoreModel(fte, p), tra.scoreBaselines(ftr, fte)),
    ),
    JSON.stringify(model),
  );
  T('score');
}
const hours = rep.summariseHours(prim, 15);
const ap = rep.summariseAirports(prim, airports, 15);
console.table(hours);
console.table(rep.summariseWeekdays(prim, 15));
console.table(ap.slice(0, 10));
T('summaries');
const charts: any = await import('./charts.js');
if (charts) {
  const us = JSON.parse(readFileSync(dir + 'us-10m.json', 'utf8'));
  mkdirSync('/tmp/fd', { recursive: true });
  writeFileSync('/tmp/fd/hours.svg', await charts.drawHoursChart(hours, charts.C));
  writeFileSync('/tmp/fd/map.svg', await charts.drawAirportMap(ap, us, charts.C));
  T('charts');
}
