var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) =>
  function __init() {
    if (err) throw err[0];
    try {
      return (fn && (res = (0, fn[__getOwnPropNames(fn)[0]])((fn = 0))), res);
    } catch (e) {
      throw ((err = [e]), e);
    }
  };
var __export = (target, all) => {
  for (var name in all) __defProp(target, name, { get: all[name], enumerable: true });
};

// src/pipelines/reporting/render-svg.ts
function chartOf(size, texts, content) {
  return {
    ...size,
    // Without a screen, Vega guesses how wide texts are and would leave room for its guess.
    autosize: 'none',
    padding: { left: 28, right: 28, top: 108, bottom: 92 },
    background: '#ffffff',
    title: {
      text: texts.question,
      subtitle: texts.answer,
      anchor: 'start',
      frame: 'group',
      font: FONT,
      fontSize: 21,
      color: '#1c2733',
      subtitleFont: FONT,
      subtitleFontSize: 14.5,
      subtitleColor: '#3d4c5c',
      subtitlePadding: 7,
      offset: 30,
    },
    ...content,
    marks: [...(content.marks ?? []), ...texts.notes.map((note, line) => noteMark(note, line, size.height))],
  };
}
async function renderSvg(spec) {
  const { parse, resetSVGDefIds, View } = await import('vega');
  resetSVGDefIds();
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
function describeDelay(minutes) {
  return `${Math.abs(minutes).toFixed(1)} minutes ${minutes < 0 ? 'early' : 'late'}`;
}
function describeSource(flights2) {
  return `${flights2.toLocaleString('en-US')} flights of U.S. airlines in 2001. Data: Bureau of Transportation Statistics.`;
}
function noteMark(text, line, height) {
  return {
    type: 'text',
    encode: {
      enter: {
        x: { value: 0 },
        y: { value: height + 54 + line * 17 },
        text: { value: text },
        font: { value: FONT },
        fontSize: { value: 11.5 },
        fill: { value: '#76838f' },
      },
    },
  };
}
var FONT;
var init_render_svg = __esm({
  'src/pipelines/reporting/render-svg.ts'() {
    FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif';
  },
});

// src/pipelines/reporting/hours-chart.ts
function drawHoursChart(hours2, settings) {
  const total = hours2.reduce((sum, { flights: flights2 }) => sum + flights2, 0);
  const shown = hours2.filter(({ flights: flights2 }) => flights2 >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || a.hour - b.hour);
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === void 0 || worst === void 0) throw new RangeError('No hour has enough flights to be shown');
  const texts = {
    question: 'At what hour should I fly to be least delayed?',
    answer: `At ${nameOf(best.hour)}: flights planned for that hour arrived ${describeDelay(best.meanDelay)} on average, those at ${nameOf(worst.hour)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      'Planned hour = time of departure less the delay on arrival, an estimate: the data only say when an aircraft really left.',
      describeSource(total),
    ],
  };
  const values = shown.map(({ hour, meanDelay }) => ({
    hour: nameOf(hour),
    meanDelay,
    label: meanDelay.toFixed(1),
    color: hour === best.hour ? '#1a7f6b' : hour === worst.hour ? '#c8553d' : '#b4c2cf',
  }));
  return renderSvg(
    chartOf({ width: 860, height: 300 }, texts, {
      data: [{ name: 'hours', values }],
      scales: [
        {
          name: 'x',
          type: 'band',
          domain: { data: 'hours', field: 'hour' },
          range: 'width',
          paddingInner: 0.22,
          paddingOuter: 0,
        },
        { name: 'y', domain: { data: 'hours', field: 'meanDelay' }, range: 'height', zero: true, nice: true },
      ],
      axes: [
        {
          orient: 'bottom',
          scale: 'x',
          domain: false,
          ticks: false,
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: '#3d4c5c',
          labelPadding: 8,
        },
      ],
      marks: [
        {
          type: 'text',
          encode: {
            enter: {
              x: { value: 0 },
              y: { value: -10 },
              text: { value: 'Mean delay on arrival in minutes, by planned hour of departure' },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: '#76838f' },
            },
          },
        },
        {
          type: 'rect',
          from: { data: 'hours' },
          encode: {
            enter: {
              x: { scale: 'x', field: 'hour' },
              width: { scale: 'x', band: 1 },
              y: { scale: 'y', field: 'meanDelay' },
              y2: { scale: 'y', value: 0 },
              fill: { field: 'color' },
            },
          },
        },
        {
          type: 'text',
          from: { data: 'hours' },
          encode: {
            enter: {
              x: { scale: 'x', field: 'hour', band: 0.5 },
              y: { scale: 'y', signal: 'max(datum.meanDelay, 0)', offset: -5 },
              align: { value: 'center' },
              text: { field: 'label' },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: '#1c2733' },
            },
          },
        },
      ],
    }),
  );
}
function nameOf(hour) {
  if (hour === 0) return 'midnight';
  if (hour === 12) return 'noon';
  return hour < 12 ? `${hour} a.m.` : `${hour - 12} p.m.`;
}
var init_hours_chart = __esm({
  'src/pipelines/reporting/hours-chart.ts'() {
    init_render_svg();
  },
});

// src/pipelines/reporting/airport-map.ts
function drawAirportMap(airports2, states, settings) {
  const total = airports2.reduce((sum, { flights: flights2 }) => sum + flights2, 0);
  const shown = airports2.filter(({ flights: flights2 }) => flights2 >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || (a.iata < b.iata ? -1 : 1));
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === void 0 || worst === void 0) throw new RangeError('No airport has enough flights to be shown');
  const named = new Set([...byDelay.slice(0, NAMED), ...byDelay.slice(-NAMED)].map(({ iata }) => iata));
  const texts = {
    question: 'From which airport should I fly to be least delayed?',
    answer: `From ${placeOf(best)}: flights from there arrived ${describeDelay(best.meanDelay)} on average, those from ${placeOf(worst)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      `The ${shown.length} airports with at least ${settings.least_share * 100} % of the flights; the area of a circle is their number.`,
      describeSource(total),
    ],
  };
  const values = shown.map((airport) => ({
    ...airport,
    label: named.has(airport.iata) ? `${airport.iata} ${airport.meanDelay.toFixed(1)}` : '',
  }));
  return renderSvg(
    chartOf({ width: 860, height: 490 }, texts, {
      projections: [{ name: 'map', type: 'albersUsa', scale: 1080, translate: [405, 235] }],
      data: [
        { name: 'states', values: states, format: { type: 'topojson', feature: 'states' } },
        {
          name: 'airports',
          values,
          transform: [
            { type: 'geopoint', projection: 'map', fields: ['longitude', 'latitude'], as: ['x', 'y'] },
            // Puerto Rico and Guam have no place on this map.
            { type: 'filter', expr: 'isValid(datum.x) && isValid(datum.y)' },
          ],
        },
      ],
      scales: [
        {
          name: 'size',
          type: 'sqrt',
          domain: { data: 'airports', field: 'flights' },
          zero: true,
          range: [0, 900],
        },
        { name: 'color', type: 'threshold', domain: THRESHOLDS, range: COLORS },
      ],
      legends: [
        {
          fill: 'color',
          type: 'symbol',
          orient: 'none',
          legendX: 770,
          legendY: 350,
          title: ['Mean delay', 'in minutes'],
          symbolType: 'circle',
          symbolSize: 110,
          titleFont: FONT,
          titleFontSize: 12,
          titleFontWeight: 'normal',
          titleColor: '#76838f',
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: '#3d4c5c',
        },
      ],
      marks: [
        {
          type: 'shape',
          from: { data: 'states' },
          encode: { enter: { fill: { value: '#eef1f4' }, stroke: { value: '#ffffff' } } },
          transform: [{ type: 'geoshape', projection: 'map' }],
        },
        {
          type: 'symbol',
          from: { data: 'airports' },
          encode: {
            enter: {
              x: { field: 'x' },
              y: { field: 'y' },
              size: { scale: 'size', field: 'flights' },
              fill: { scale: 'color', field: 'meanDelay' },
              fillOpacity: { value: 0.9 },
              stroke: { value: '#ffffff' },
              strokeWidth: { value: 1 },
            },
          },
        },
        ...labelMarks(),
      ],
    }),
  );
}
function labelMarks() {
  const halo = { stroke: { value: '#ffffff' }, strokeWidth: { value: 4 }, strokeJoin: { value: 'round' } };
  return [halo, { fill: { value: '#1c2733' } }].map((look) => ({
    type: 'text',
    from: { data: 'airports' },
    encode: {
      enter: {
        x: { field: 'x' },
        y: { field: 'y', offset: { signal: "-6 - sqrt(scale('size', datum.flights) / PI)" } },
        align: { value: 'center' },
        text: { field: 'label' },
        font: { value: FONT },
        fontSize: { value: 12 },
        fontWeight: { value: 'bold' },
        ...look,
      },
    },
  }));
}
function placeOf({ city, iata }) {
  return `${city} (${iata})`;
}
var NAMED, THRESHOLDS, COLORS;
var init_airport_map = __esm({
  'src/pipelines/reporting/airport-map.ts'() {
    init_render_svg();
    NAMED = 3;
    THRESHOLDS = [4, 7, 10, 13];
    COLORS = ['#1a7f6b', '#86c2ab', '#f0d9a8', '#e39a63', '#c8553d'];
  },
});

// scratch/charts.ts
var charts_exports = {};
__export(charts_exports, {
  C: () => C,
  drawAirportMap: () => drawAirportMap,
  drawHoursChart: () => drawHoursChart,
});
var C;
var init_charts = __esm({
  'scratch/charts.ts'() {
    init_hours_chart();
    init_airport_map();
    C = { least_share: 5e-3 };
  },
});

// scratch/run.ts
import { asyncBufferFromFile, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';

// src/tables.ts
var FEATURES = [
  'originDelay',
  'destinationDelay',
  'hourDelay',
  'weekdayDelay',
  'distance',
  'originLatitude',
  'eastward',
];
var FIRST_MOMENT = Date.UTC(2001, 0, 1);
function minutesSinceFirstMoment(moment) {
  const time = moment instanceof Date ? moment.getTime() : parseMoment(String(moment));
  if (!Number.isFinite(time))
    throw new TypeError(`"${String(moment)}" is not a moment such as 2001/03/31 22:27`);
  return Math.floor((time - FIRST_MOMENT) / 6e4);
}
function integers(length, valueAt) {
  const column = new Int32Array(length);
  for (let row = 0; row < length; row++) column[row] = valueAt(row);
  return column;
}
function numbers(length, valueAt) {
  const column = new Float64Array(length);
  for (let row = 0; row < length; row++) column[row] = valueAt(row);
  return column;
}
function rowsWhere(length, condition) {
  const rows = new Int32Array(length);
  let found = 0;
  for (let row = 0; row < length; row++) if (condition(row)) rows[found++] = row;
  return rows.slice(0, found);
}
function takeRows(table, rows) {
  const columns = Object.entries(table).map(([name, column]) => [name, takeItems(column, rows)]);
  return Object.fromEntries(columns);
}
function takeItems(column, rows) {
  if (Array.isArray(column)) return Array.from(rows, (row) => column[row]);
  const make = column instanceof Int32Array ? integers : numbers;
  return make(rows.length, (row) => column[rows[row]]);
}
function parseMoment(text) {
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T](\d\d):(\d\d))?/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

// src/pipelines/ingestion/nodes.ts
var MINUTES_PER_DAY = 24 * 60;
function cleanAirports(raw2) {
  const [iata, city, state, latitude, longitude] = [
    columnOf(raw2, 'iata'),
    columnOf(raw2, 'city'),
    columnOf(raw2, 'state'),
    columnOf(raw2, 'latitude'),
    columnOf(raw2, 'longitude'),
  ];
  const isPlaced = (row) => isNumeric(latitude[row]) && isNumeric(longitude[row]);
  const rows = rowsWhere(iata.length, isPlaced).sort((a, b) => compare(String(iata[a]), String(iata[b])));
  return {
    iata: Array.from(rows, (row) => String(iata[row])),
    city: Array.from(rows, (row) => String(city[row])),
    state: Array.from(rows, (row) => String(state[row])),
    latitude: Float64Array.from(rows, (row) => Number(latitude[row])),
    longitude: Float64Array.from(rows, (row) => Number(longitude[row])),
  };
}
function encodeFlights(raw2, airports2) {
  const codes = new Map(airports2.iata.map((iata, row) => [iata, row]));
  const encode = (name, toNumber) => {
    const column = columnOf(raw2, name);
    return integers(column.length, (row) => toNumber(column[row]));
  };
  const toCode = (iata) => codes.get(iata) ?? -1;
  return {
    departure: encode('date', minutesSinceFirstMoment),
    delay: encode('delay', Number),
    distance: encode('distance', Number),
    origin: encode('origin', toCode),
    destination: encode('destination', toCode),
  };
}
function cleanFlights(flights2, limits) {
  const { delay, distance, origin, destination } = flights2;
  const dropped = { unknownAirport: 0, sameAirport: 0, noDistance: 0, incredibleDelay: 0 };
  const rows = rowsWhere(delay.length, (row) => {
    if (origin[row] < 0 || destination[row] < 0) dropped.unknownAirport++;
    else if (origin[row] === destination[row]) dropped.sameAirport++;
    else if (distance[row] <= 0) dropped.noDistance++;
    else if (delay[row] < limits.delay.from || delay[row] > limits.delay.to) dropped.incredibleDelay++;
    else return true;
    return false;
  });
  return [takeRows(flights2, rows), { read: delay.length, kept: rows.length, dropped }];
}
function deriveCalendar({ departure }) {
  return {
    hour: departure.map((minute) => Math.floor(minute / 60) % 24),
    weekday: departure.map((minute) => Math.floor(minute / MINUTES_PER_DAY) % 7),
  };
}
function deriveGeography({ origin, destination }, airports2) {
  const { latitude, longitude } = airports2;
  return {
    originLatitude: numbers(origin.length, (row) => latitude[origin[row]]),
    eastward: numbers(origin.length, (row) => longitude[destination[row]] - longitude[origin[row]]),
  };
}
function joinFlights(flights2, calendar, geography) {
  return { ...flights2, ...calendar, ...geography };
}
function columnOf(table, name) {
  const column = table[name];
  if (column !== void 0) return column;
  throw new TypeError(`There is no column "${name}", only ${Object.keys(table).join(', ')}`);
}
function isNumeric(value) {
  return value !== '' && value !== null && Number.isFinite(Number(value));
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/tally.ts
function tallyDelays(keys, delays, size) {
  const flights2 = new Int32Array(size);
  const delay = new Float64Array(size);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    flights2[key]++;
    delay[key] += delays[row];
  }
  return { flights: flights2, delay };
}
function meanOf(numbers2) {
  let sum = 0;
  for (const number of numbers2) sum += number;
  return sum / numbers2.length;
}
function round(number, digits) {
  return Number(number.toFixed(digits));
}

// src/pipelines/features/nodes.ts
function selectFlights(flights2, distance) {
  const miles = flights2.distance;
  const rows = rowsWhere(miles.length, (row) => miles[row] >= distance.from && miles[row] < distance.below);
  return takeRows(flights2, rows);
}
function splitFlights(flights2, testFrom) {
  const { departure } = flights2;
  const firstMinute = minutesSinceFirstMoment(testFrom);
  const take = (condition) => takeRows(flights2, rowsWhere(departure.length, condition));
  const [train, test] = [
    take((row) => departure[row] < firstMinute),
    take((row) => departure[row] >= firstMinute),
  ];
  if (train.departure.length > 0 && test.departure.length > 0) return { train, test };
  throw new RangeError(`Split at ${testFrom}, one side has no flights: choose a day within the data`);
}
function learnMeanDelays(train, airports2, smoothing) {
  const overall = meanOf(train.delay);
  const smoothMeans = (keys, size) => {
    const { flights: flights2, delay } = tallyDelays(keys, train.delay, size);
    return delay.map((sum, key) => (sum + smoothing * overall) / (flights2[key] + smoothing));
  };
  return {
    overall,
    origin: smoothMeans(train.origin, airports2.iata.length),
    destination: smoothMeans(train.destination, airports2.iata.length),
    hour: smoothMeans(train.hour, 24),
    weekday: smoothMeans(train.weekday, 7),
  };
}
function makeFeatures(flights2, means) {
  const lookUp = (keys, values) => numbers(keys.length, (row) => values[keys[row]]);
  return {
    originDelay: lookUp(flights2.origin, means.origin),
    destinationDelay: lookUp(flights2.destination, means.destination),
    hourDelay: lookUp(flights2.hour, means.hour),
    weekdayDelay: lookUp(flights2.weekday, means.weekday),
    distance: new Float64Array(flights2.distance),
    originLatitude: flights2.originLatitude,
    eastward: flights2.eastward,
    delay: flights2.delay,
  };
}

// src/pipelines/training/nodes.ts
import LinearRegression from 'ml-regression-multivariate-linear';
function trainModel(train, maxRows) {
  const step = Math.max(1, Math.ceil(train.delay.length / maxRows));
  const inputs = [];
  const outputs = [];
  for (let row = 0; row < train.delay.length; row += step) {
    inputs.push(FEATURES.map((feature) => train[feature][row]));
    outputs.push([train.delay[row]]);
  }
  const regression = new LinearRegression(inputs, outputs, { statistics: false });
  const weights = regression.weights.map(([weight]) => weight);
  return {
    features: FEATURES,
    weights: weights.slice(0, FEATURES.length),
    intercept: weights[FEATURES.length],
    fittedTo: inputs.length,
  };
}
function predictDelays({ features, weights, intercept }, flights2) {
  const delay = new Float64Array(flights2.delay.length).fill(intercept);
  features.forEach((feature, index) => {
    const column = flights2[feature];
    const weight = weights[index];
    for (let row = 0; row < delay.length; row++) delay[row] += weight * column[row];
  });
  return { delay };
}
function scoreModel(test, predictions) {
  return score(test.delay, (row) => predictions.delay[row]);
}
function scoreBaselines(train, test) {
  const scoreGuess = (guess) => ({ guess: round(guess, 4), ...score(test.delay, () => guess) });
  return { mean: scoreGuess(meanOf(train.delay)), median: scoreGuess(medianOf(train.delay)) };
}
function assembleMetrics(model, train, test, scores, baselines) {
  const flights2 = { train: train.delay.length, fitted: model.fittedTo, test: test.delay.length };
  return { flights: flights2, model: scores, baselines };
}
function score(actual, guessAt) {
  const mean = meanOf(actual);
  let [squares, squaresOfMean, absolutes] = [0, 0, 0];
  for (let row = 0; row < actual.length; row++) {
    const error = actual[row] - guessAt(row);
    squares += error * error;
    absolutes += Math.abs(error);
    squaresOfMean += (actual[row] - mean) ** 2;
  }
  return { r2: round(1 - squares / squaresOfMean, 4), mae: round(absolutes / actual.length, 4) };
}
function medianOf(numbers2) {
  return numbers2.slice().sort()[Math.floor(numbers2.length / 2)];
}

// src/pipelines/reporting/nodes.ts
var MINUTES_PER_DAY2 = 24 * 60;
var WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
function summariseHours(flights2, lateFrom) {
  const { departure, delay } = flights2;
  const hours2 = integers(departure.length, (row) => {
    const planned = departure[row] - Math.max(0, delay[row]);
    const minuteOfDay = ((planned % MINUTES_PER_DAY2) + MINUTES_PER_DAY2) % MINUTES_PER_DAY2;
    return Math.floor(minuteOfDay / 60);
  });
  return summarise(hours2, flights2, 24, lateFrom).map(({ key, summary }) => ({ hour: key, ...summary }));
}
function summariseWeekdays(flights2, lateFrom) {
  const summaries = summarise(flights2.weekday, flights2, 7, lateFrom);
  return summaries.map(({ key, summary }) => ({ weekday: WEEKDAYS[key], ...summary }));
}
function summariseAirports(flights2, airports2, lateFrom) {
  return summarise(flights2.origin, flights2, airports2.iata.length, lateFrom)
    .sort((a, b) => b.summary.flights - a.summary.flights || a.key - b.key)
    .map(({ key, summary }) => ({
      iata: airports2.iata[key],
      city: airports2.city[key],
      state: airports2.state[key],
      latitude: airports2.latitude[key],
      longitude: airports2.longitude[key],
      ...summary,
    }));
}
function summarise(keys, { delay }, size, lateFrom) {
  const all = tallyDelays(keys, delay, size);
  const late = new Int32Array(size);
  for (let row = 0; row < keys.length; row++) if (delay[row] >= lateFrom) late[keys[row]]++;
  return Array.from({ length: size }, (_, key) => key)
    .filter((key) => all.flights[key] > 0)
    .map((key) => {
      const flights2 = all.flights[key];
      const meanDelay = round(all.delay[key] / flights2, 2);
      return { key, summary: { flights: flights2, meanDelay, late: round(late[key] / flights2, 4) } };
    });
}

// scratch/run.ts
var dir = '/work/main/node_modules/vega-datasets/data/';
var full = process.argv[2] === 'full';
var T = (l) => {
  const n = Date.now();
  console.log(l, n - t0, 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  t0 = Date.now();
};
var t0 = Date.now();
var lines = readFileSync(dir + 'airports.csv', 'utf8')
  .trim()
  .split('\n')
  .map((l) => l.match(/("([^"]*)"|[^,]*)(,|$)/g).map((c) => c.replace(/,$/, '').replace(/^"|"$/g, '')));
var apRaw = Object.fromEntries(lines[0].map((k, i) => [k, lines.slice(1).map((r) => r[i])]));
var raw;
if (full) {
  raw = {};
  const file = await asyncBufferFromFile(dir + 'flights-3m.parquet');
  await parquetRead({
    file,
    compressors,
    onChunk: (c) => {
      const a = (raw[c.columnName] ??= new Array(3e6));
      for (let i = 0; i < c.columnData.length; i++) a[c.rowStart + i] = c.columnData[i];
    },
  });
} else {
  const d = JSON.parse(readFileSync(dir + 'flights-20k.json', 'utf8'));
  raw = Object.fromEntries(Object.keys(d[0]).map((k) => [k, d.map((r) => r[k])]));
}
T('read');
var airports = cleanAirports(apRaw);
T('airports');
var enc = encodeFlights(raw, airports);
raw = void 0;
T('encode');
var [flights, report] = cleanFlights(enc, { delay: { from: -120, to: 1440 } });
T('clean');
console.log(JSON.stringify(report));
var prim = joinFlights(flights, deriveCalendar(flights), deriveGeography(flights, airports));
T('join');
for (const [g, d] of Object.entries({ short: { from: 0, below: 750 }, long: { from: 750, below: 6e3 } })) {
  const sel = selectFlights(prim, d);
  T('select');
  const { train, test } = splitFlights(sel, full ? '2001-06-01' : '2001-03-12');
  T('split');
  const m = learnMeanDelays(train, airports, 50);
  T('means');
  const ftr = makeFeatures(train, m),
    fte = makeFeatures(test, m);
  T('features');
  const model = trainModel(ftr, Number(process.argv[3] ?? 25e4));
  T('train');
  const p = predictDelays(model, fte);
  T('predict');
  console.log(
    g,
    JSON.stringify(assembleMetrics(model, ftr, fte, scoreModel(fte, p), scoreBaselines(ftr, fte))),
    JSON.stringify(model),
  );
  T('score');
}
var hours = summariseHours(prim, 15);
var ap = summariseAirports(prim, airports, 15);
console.table(hours);
console.table(summariseWeekdays(prim, 15));
console.table(ap.slice(0, 10));
T('summaries');
var charts = await Promise.resolve().then(() => (init_charts(), charts_exports));
if (charts) {
  const us = JSON.parse(readFileSync(dir + 'us-10m.json', 'utf8'));
  mkdirSync('/tmp/fd', { recursive: true });
  writeFileSync('/tmp/fd/hours.svg', await charts.drawHoursChart(hours, charts.C));
  writeFileSync('/tmp/fd/map.svg', await charts.drawAirportMap(ap, us, charts.C));
  T('charts');
}
