// scratch/wire.ts
import { DataCatalog, combineDatasetTypes, builtInDatasetTypes, datasetTypes as dt, SharedMemoryDataset } from "@kedro-ts/io";
import { datasetTypes } from "@kedro-ts/datasets";
import { sumPipelines, isParameter } from "@kedro-ts/pipeline";
import { ConfigLoader } from "@kedro-ts/config";

// src/pipelines/ingestion/index.ts
import { node, pipeline } from "@kedro-ts/pipeline";

// src/tables.ts
var FEATURES = [
  "originDelay",
  "destinationDelay",
  "hourDelay",
  "weekdayDelay",
  "distance",
  "originLatitude",
  "eastward"
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
  const [, year, month, day, hour = "0", minute = "0"] = /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T](\d\d):(\d\d))?/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

// src/pipelines/ingestion/nodes.ts
var MINUTES_PER_DAY = 24 * 60;
function cleanAirports(raw) {
  const [iata, city, state, latitude, longitude] = [
    columnOf(raw, "iata"),
    columnOf(raw, "city"),
    columnOf(raw, "state"),
    columnOf(raw, "latitude"),
    columnOf(raw, "longitude")
  ];
  const isPlaced = (row) => isNumeric(latitude[row]) && isNumeric(longitude[row]);
  const rows = rowsWhere(iata.length, isPlaced).sort((a, b) => compare(String(iata[a]), String(iata[b])));
  return {
    iata: Array.from(rows, (row) => String(iata[row])),
    city: Array.from(rows, (row) => String(city[row])),
    state: Array.from(rows, (row) => String(state[row])),
    latitude: Float64Array.from(rows, (row) => Number(latitude[row])),
    longitude: Float64Array.from(rows, (row) => Number(longitude[row]))
  };
}
function encodeFlights(raw, airports) {
  const codes = new Map(airports.iata.map((iata, row) => [iata, row]));
  const encode = (name, toNumber) => {
    const column = columnOf(raw, name);
    return integers(column.length, (row) => toNumber(column[row]));
  };
  const toCode = (iata) => codes.get(iata) ?? -1;
  return {
    departure: encode("date", minutesSinceFirstMoment),
    delay: encode("delay", Number),
    distance: encode("distance", Number),
    origin: encode("origin", toCode),
    destination: encode("destination", toCode)
  };
}
function cleanFlights(flights, limits) {
  const { delay, distance, origin, destination } = flights;
  const dropped = { unknownAirport: 0, sameAirport: 0, noDistance: 0, incredibleDelay: 0 };
  const rows = rowsWhere(delay.length, (row) => {
    if (origin[row] < 0 || destination[row] < 0) dropped.unknownAirport++;
    else if (origin[row] === destination[row]) dropped.sameAirport++;
    else if (distance[row] <= 0) dropped.noDistance++;
    else if (delay[row] < limits.delay.from || delay[row] > limits.delay.to) dropped.incredibleDelay++;
    else return true;
    return false;
  });
  return [takeRows(flights, rows), { read: delay.length, kept: rows.length, dropped }];
}
function deriveCalendar({ departure }) {
  return {
    hour: departure.map((minute) => Math.floor(minute / 60) % 24),
    weekday: departure.map((minute) => Math.floor(minute / MINUTES_PER_DAY) % 7)
  };
}
function deriveGeography({ origin, destination }, airports) {
  const { latitude, longitude } = airports;
  return {
    originLatitude: numbers(origin.length, (row) => latitude[origin[row]]),
    eastward: numbers(origin.length, (row) => longitude[destination[row]] - longitude[origin[row]])
  };
}
function joinFlights(flights, calendar, geography) {
  return { ...flights, ...calendar, ...geography };
}
function columnOf(table, name) {
  const column = table[name];
  if (column !== void 0) return column;
  throw new TypeError(`There is no column "${name}", only ${Object.keys(table).join(", ")}`);
}
function isNumeric(value) {
  return value !== "" && value !== null && Number.isFinite(Number(value));
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/pipelines/ingestion/index.ts
function createPipeline() {
  return pipeline(
    [
      node(cleanAirports, "airports_raw", "airports", { name: "clean_airports" }),
      node(encodeFlights, ["flights_raw", "airports"], "flights_encoded", { name: "encode_flights" }),
      node(cleanFlights, ["flights_encoded", "params:cleaning"], ["flights", "cleaning_report"], {
        name: "clean_flights"
      }),
      node(deriveCalendar, "flights", "calendar", { name: "derive_calendar" }),
      node(deriveGeography, ["flights", "airports"], "geography", { name: "derive_geography" }),
      node(joinFlights, ["flights", "calendar", "geography"], "flights_primary", { name: "join_flights" })
    ],
    { tags: "ingestion" }
  );
}

// src/pipelines/features/index.ts
import { node as node2, pipeline as pipeline2 } from "@kedro-ts/pipeline";

// src/groups.ts
function groupsOf(parameters2) {
  const { groups } = parameters2;
  if (Array.isArray(groups) && groups.length > 0 && groups.every((group) => typeof group === "string"))
    return groups;
  throw new TypeError('The parameter "groups" must be a list of names');
}

// src/tally.ts
function tallyDelays(keys, delays, size) {
  const flights = new Int32Array(size);
  const delay = new Float64Array(size);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    flights[key]++;
    delay[key] += delays[row];
  }
  return { flights, delay };
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
function selectFlights(flights, distance) {
  const miles = flights.distance;
  const rows = rowsWhere(miles.length, (row) => miles[row] >= distance.from && miles[row] < distance.below);
  return takeRows(flights, rows);
}
function splitFlights(flights, testFrom) {
  const { departure } = flights;
  const firstMinute = minutesSinceFirstMoment(testFrom);
  const take = (condition) => takeRows(flights, rowsWhere(departure.length, condition));
  const [train, test] = [
    take((row) => departure[row] < firstMinute),
    take((row) => departure[row] >= firstMinute)
  ];
  if (train.departure.length > 0 && test.departure.length > 0) return { train, test };
  throw new RangeError(`Split at ${testFrom}, one side has no flights: choose a day within the data`);
}
function learnMeanDelays(train, airports, smoothing) {
  const overall = meanOf(train.delay);
  const smoothMeans = (keys, size) => {
    const { flights, delay } = tallyDelays(keys, train.delay, size);
    return delay.map((sum, key) => (sum + smoothing * overall) / (flights[key] + smoothing));
  };
  return {
    overall,
    origin: smoothMeans(train.origin, airports.iata.length),
    destination: smoothMeans(train.destination, airports.iata.length),
    hour: smoothMeans(train.hour, 24),
    weekday: smoothMeans(train.weekday, 7)
  };
}
function makeFeatures(flights, means) {
  const lookUp = (keys, values) => numbers(keys.length, (row) => values[keys[row]]);
  return {
    originDelay: lookUp(flights.origin, means.origin),
    destinationDelay: lookUp(flights.destination, means.destination),
    hourDelay: lookUp(flights.hour, means.hour),
    weekdayDelay: lookUp(flights.weekday, means.weekday),
    distance: new Float64Array(flights.distance),
    originLatitude: flights.originLatitude,
    eastward: flights.eastward,
    delay: flights.delay
  };
}

// src/pipelines/features/index.ts
function createPipeline2({ parameters: parameters2 }) {
  const ofOneGroup = pipeline2([
    node2(selectFlights, ["flights_primary", "params:distance"], "flights", { name: "select_flights" }),
    node2(
      splitFlights,
      ["flights", "params:split.test_from"],
      { train: "train_flights", test: "test_flights" },
      {
        name: "split_flights"
      }
    ),
    node2(learnMeanDelays, ["train_flights", "airports", "params:smoothing"], "mean_delays", {
      name: "learn_mean_delays"
    }),
    node2(makeFeatures, ["train_flights", "mean_delays"], "train_features", { name: "make_train_features" }),
    node2(makeFeatures, ["test_flights", "mean_delays"], "test_features", { name: "make_test_features" })
  ]);
  return pipeline2(
    groupsOf(parameters2).map(
      (namespace) => pipeline2(ofOneGroup, {
        namespace,
        inputs: ["flights_primary", "airports"],
        parameters: ["split.test_from", "smoothing"]
      })
    ),
    { tags: "features" }
  );
}

// src/pipelines/training/index.ts
import { node as node3, pipeline as pipeline3 } from "@kedro-ts/pipeline";

// src/pipelines/training/nodes.ts
import LinearRegression from "ml-regression-multivariate-linear";
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
    fittedTo: inputs.length
  };
}
function predictDelays({ features, weights, intercept }, flights) {
  const delay = new Float64Array(flights.delay.length).fill(intercept);
  features.forEach((feature, index) => {
    const column = flights[feature];
    const weight = weights[index];
    for (let row = 0; row < delay.length; row++) delay[row] += weight * column[row];
  });
  return { delay };
}
function scoreModel(test, predictions) {
  return score(test.delay, (row) => predictions.delay[row]);
}
function scoreBaselines(train, test) {
  const scoreGuess = (guess) => ({
    guess: round(guess, 4),
    ...score(test.delay, () => guess)
  });
  return { mean: scoreGuess(meanOf(train.delay)), median: scoreGuess(medianOf(train.delay)) };
}
function assembleMetrics(model, train, test, scores, baselines) {
  const flights = { train: train.delay.length, fitted: model.fittedTo, test: test.delay.length };
  return { flights, model: scores, baselines };
}
function collectMetrics(metrics) {
  return metrics;
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

// src/pipelines/training/index.ts
function createPipeline3({ parameters: parameters2 }) {
  const groups = groupsOf(parameters2);
  const ofOneGroup = pipeline3([
    node3(trainModel, ["train_features", "params:training.max_rows"], "model", { name: "train_model" }),
    node3(predictDelays, ["model", "test_features"], "predictions", { name: "predict_delays" }),
    node3(scoreModel, ["test_features", "predictions"], "scores", { name: "score_model" }),
    node3(scoreBaselines, ["train_features", "test_features"], "baselines", { name: "score_baselines" }),
    node3(assembleMetrics, ["model", "train_features", "test_features", "scores", "baselines"], "metrics", {
      name: "assemble_metrics"
    })
  ]);
  const metricsOf = (group) => `${group}_metrics`;
  return pipeline3(
    [
      ...groups.map(
        (namespace) => pipeline3(ofOneGroup, {
          namespace,
          // Outside the namespace, where all groups are put together, a name without a dot is what reads best.
          outputs: { metrics: metricsOf(namespace) },
          parameters: "training.max_rows"
        })
      ),
      node3(collectMetrics, Object.fromEntries(groups.map((group) => [group, metricsOf(group)])), "metrics", {
        name: "collect_metrics"
      })
    ],
    { tags: "training" }
  );
}

// src/pipelines/reporting/index.ts
import { node as node4, pipeline as pipeline4 } from "@kedro-ts/pipeline";

// src/pipelines/reporting/render-svg.ts
var FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif';
function chartOf(size, texts, content) {
  return {
    ...size,
    // Without a screen, Vega guesses how wide texts are and would leave room for its guess.
    autosize: "none",
    padding: { left: 28, right: 28, top: 108, bottom: 92 },
    background: "#ffffff",
    title: {
      text: texts.question,
      subtitle: texts.answer,
      anchor: "start",
      frame: "group",
      font: FONT,
      fontSize: 21,
      color: "#1c2733",
      subtitleFont: FONT,
      subtitleFontSize: 14.5,
      subtitleColor: "#3d4c5c",
      subtitlePadding: 7,
      offset: 30
    },
    ...content,
    marks: [...content.marks ?? [], ...texts.notes.map((note, line) => noteMark(note, line, size.height))]
  };
}
async function renderSvg(spec) {
  const { parse, resetSVGDefIds, View } = await import("vega");
  resetSVGDefIds();
  const view = new View(parse(spec), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
function describeDelay(minutes) {
  return `${Math.abs(minutes).toFixed(1)} minutes ${minutes < 0 ? "early" : "late"}`;
}
function describeSource(flights) {
  return `${flights.toLocaleString("en-US")} flights of U.S. airlines in 2001. Data: Bureau of Transportation Statistics.`;
}
function noteMark(text, line, height) {
  return {
    type: "text",
    encode: {
      enter: {
        x: { value: 0 },
        y: { value: height + 54 + line * 17 },
        text: { value: text },
        font: { value: FONT },
        fontSize: { value: 11.5 },
        fill: { value: "#76838f" }
      }
    }
  };
}

// src/pipelines/reporting/airport-map.ts
var NAMED = 3;
var THRESHOLDS = [4, 7, 10, 13];
var COLORS = ["#1a7f6b", "#86c2ab", "#f0d9a8", "#e39a63", "#c8553d"];
function drawAirportMap(airports, states, settings) {
  const total = airports.reduce((sum, { flights }) => sum + flights, 0);
  const shown = airports.filter(({ flights }) => flights >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || (a.iata < b.iata ? -1 : 1));
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === void 0 || worst === void 0)
    throw new RangeError("No airport has enough flights to be shown");
  const named = new Set([...byDelay.slice(0, NAMED), ...byDelay.slice(-NAMED)].map(({ iata }) => iata));
  const texts = {
    question: "From which airport should I fly to be least delayed?",
    answer: `From ${placeOf(best)}: flights from there arrived ${describeDelay(best.meanDelay)} on average, those from ${placeOf(worst)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      `The ${shown.length} airports with at least ${settings.least_share * 100} % of the flights; the area of a circle is their number.`,
      describeSource(total)
    ]
  };
  const values = shown.map((airport) => ({
    ...airport,
    label: named.has(airport.iata) ? `${airport.iata} ${airport.meanDelay.toFixed(1)}` : ""
  }));
  return renderSvg(
    chartOf({ width: 860, height: 490 }, texts, {
      projections: [{ name: "map", type: "albersUsa", scale: 1080, translate: [405, 235] }],
      data: [
        { name: "states", values: states, format: { type: "topojson", feature: "states" } },
        {
          name: "airports",
          values,
          transform: [
            { type: "geopoint", projection: "map", fields: ["longitude", "latitude"], as: ["x", "y"] },
            // Puerto Rico and Guam have no place on this map.
            { type: "filter", expr: "isValid(datum.x) && isValid(datum.y)" }
          ]
        }
      ],
      scales: [
        {
          name: "size",
          type: "sqrt",
          domain: { data: "airports", field: "flights" },
          zero: true,
          range: [0, 900]
        },
        { name: "color", type: "threshold", domain: THRESHOLDS, range: COLORS }
      ],
      legends: [
        {
          fill: "color",
          type: "symbol",
          orient: "none",
          legendX: 770,
          legendY: 350,
          title: ["Mean delay", "in minutes"],
          symbolType: "circle",
          symbolSize: 110,
          titleFont: FONT,
          titleFontSize: 12,
          titleFontWeight: "normal",
          titleColor: "#76838f",
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: "#3d4c5c"
        }
      ],
      marks: [
        {
          type: "shape",
          from: { data: "states" },
          encode: { enter: { fill: { value: "#eef1f4" }, stroke: { value: "#ffffff" } } },
          transform: [{ type: "geoshape", projection: "map" }]
        },
        {
          type: "symbol",
          from: { data: "airports" },
          encode: {
            enter: {
              x: { field: "x" },
              y: { field: "y" },
              size: { scale: "size", field: "flights" },
              fill: { scale: "color", field: "meanDelay" },
              fillOpacity: { value: 0.9 },
              stroke: { value: "#ffffff" },
              strokeWidth: { value: 1 }
            }
          }
        },
        ...labelMarks()
      ]
    })
  );
}
function labelMarks() {
  const halo = {
    stroke: { value: "#ffffff" },
    strokeWidth: { value: 4 },
    strokeJoin: { value: "round" }
  };
  return [halo, { fill: { value: "#1c2733" } }].map((look) => ({
    type: "text",
    from: { data: "airports" },
    encode: {
      enter: {
        x: { field: "x" },
        y: { field: "y", offset: { signal: "-6 - sqrt(scale('size', datum.flights) / PI)" } },
        align: { value: "center" },
        text: { field: "label" },
        font: { value: FONT },
        fontSize: { value: 12 },
        fontWeight: { value: "bold" },
        ...look
      }
    }
  }));
}
function placeOf({ city, iata }) {
  return `${city} (${iata})`;
}

// src/pipelines/reporting/hours-chart.ts
function drawHoursChart(hours, settings) {
  const total = hours.reduce((sum, { flights }) => sum + flights, 0);
  const shown = hours.filter(({ flights }) => flights >= settings.least_share * total);
  const byDelay = [...shown].sort((a, b) => a.meanDelay - b.meanDelay || a.hour - b.hour);
  const [best, worst] = [byDelay[0], byDelay.at(-1)];
  if (best === void 0 || worst === void 0)
    throw new RangeError("No hour has enough flights to be shown");
  const texts = {
    question: "At what hour should I fly to be least delayed?",
    answer: `At ${nameOf(best.hour)}: flights planned for that hour arrived ${describeDelay(best.meanDelay)} on average, those at ${nameOf(worst.hour)} ${describeDelay(worst.meanDelay)}.`,
    notes: [
      "Planned hour = time of departure less the delay on arrival, an estimate: the data only say when an aircraft really left.",
      describeSource(total)
    ]
  };
  const values = shown.map(({ hour, meanDelay }) => ({
    hour: nameOf(hour),
    meanDelay,
    label: meanDelay.toFixed(1),
    color: hour === best.hour ? "#1a7f6b" : hour === worst.hour ? "#c8553d" : "#b4c2cf"
  }));
  return renderSvg(
    chartOf({ width: 860, height: 300 }, texts, {
      data: [{ name: "hours", values }],
      scales: [
        {
          name: "x",
          type: "band",
          domain: { data: "hours", field: "hour" },
          range: "width",
          paddingInner: 0.22,
          paddingOuter: 0
        },
        { name: "y", domain: { data: "hours", field: "meanDelay" }, range: "height", zero: true, nice: true }
      ],
      axes: [
        {
          orient: "bottom",
          scale: "x",
          domain: false,
          ticks: false,
          labelFont: FONT,
          labelFontSize: 12,
          labelColor: "#3d4c5c",
          labelPadding: 8
        }
      ],
      marks: [
        {
          type: "text",
          encode: {
            enter: {
              x: { value: 0 },
              y: { value: -10 },
              text: { value: "Mean delay on arrival in minutes, by planned hour of departure" },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: "#76838f" }
            }
          }
        },
        {
          type: "rect",
          from: { data: "hours" },
          encode: {
            enter: {
              x: { scale: "x", field: "hour" },
              width: { scale: "x", band: 1 },
              y: { scale: "y", field: "meanDelay" },
              y2: { scale: "y", value: 0 },
              fill: { field: "color" }
            }
          }
        },
        {
          type: "text",
          from: { data: "hours" },
          encode: {
            enter: {
              x: { scale: "x", field: "hour", band: 0.5 },
              y: { scale: "y", signal: "max(datum.meanDelay, 0)", offset: -5 },
              align: { value: "center" },
              text: { field: "label" },
              font: { value: FONT },
              fontSize: { value: 12 },
              fill: { value: "#1c2733" }
            }
          }
        }
      ]
    })
  );
}
function nameOf(hour) {
  if (hour === 0) return "midnight";
  if (hour === 12) return "noon";
  return hour < 12 ? `${hour} a.m.` : `${hour - 12} p.m.`;
}

// src/pipelines/reporting/nodes.ts
var MINUTES_PER_DAY2 = 24 * 60;
var WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
function summariseHours(flights, lateFrom) {
  const { departure, delay } = flights;
  const hours = integers(departure.length, (row) => {
    const planned = departure[row] - Math.max(0, delay[row]);
    const minuteOfDay = (planned % MINUTES_PER_DAY2 + MINUTES_PER_DAY2) % MINUTES_PER_DAY2;
    return Math.floor(minuteOfDay / 60);
  });
  return summarise(hours, flights, 24, lateFrom).map(({ key, summary }) => ({ hour: key, ...summary }));
}
function summariseWeekdays(flights, lateFrom) {
  const summaries = summarise(flights.weekday, flights, 7, lateFrom);
  return summaries.map(({ key, summary }) => ({ weekday: WEEKDAYS[key], ...summary }));
}
function summariseAirports(flights, airports, lateFrom) {
  return summarise(flights.origin, flights, airports.iata.length, lateFrom).sort((a, b) => b.summary.flights - a.summary.flights || a.key - b.key).map(({ key, summary }) => ({
    iata: airports.iata[key],
    city: airports.city[key],
    state: airports.state[key],
    latitude: airports.latitude[key],
    longitude: airports.longitude[key],
    ...summary
  }));
}
function summarise(keys, { delay }, size, lateFrom) {
  const all2 = tallyDelays(keys, delay, size);
  const late = new Int32Array(size);
  for (let row = 0; row < keys.length; row++) if (delay[row] >= lateFrom) late[keys[row]]++;
  return Array.from({ length: size }, (_, key) => key).filter((key) => all2.flights[key] > 0).map((key) => {
    const flights = all2.flights[key];
    const meanDelay = round(all2.delay[key] / flights, 2);
    return { key, summary: { flights, meanDelay, late: round(late[key] / flights, 4) } };
  });
}

// src/pipelines/reporting/index.ts
function createPipeline4() {
  return pipeline4(
    [
      node4(summariseHours, ["flights_primary", "params:late_from"], "delays_by_hour", {
        name: "summarise_hours",
        tags: "summaries"
      }),
      node4(summariseWeekdays, ["flights_primary", "params:late_from"], "delays_by_weekday", {
        name: "summarise_weekdays",
        tags: "summaries"
      }),
      node4(summariseAirports, ["flights_primary", "airports", "params:late_from"], "delays_by_airport", {
        name: "summarise_airports",
        tags: "summaries"
      }),
      node4(drawHoursChart, ["delays_by_hour", "params:charts"], "hours_chart", {
        name: "draw_hours_chart",
        tags: "charts"
      }),
      node4(drawAirportMap, ["delays_by_airport", "us_states", "params:charts"], "airport_map", {
        name: "draw_airport_map",
        tags: "charts"
      })
    ],
    { tags: "reporting" }
  );
}

// src/datasets/vega-dataset.ts
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { FileDataset } from "@kedro-ts/datasets";
var VegaDataset = class extends FileDataset {
  constructor({ name, metadata }) {
    if (typeof name !== "string" || !/^[\w-]+\.(csv|json|parquet)$/.test(name)) {
      throw new TypeError("name must be that of a CSV, JSON or Parquet file, such as flights-20k.json");
    }
    super({ filepath: join(dataFolder(), name), metadata });
  }
  read(filepath) {
    if (filepath.endsWith(".csv")) return readCsv(filepath);
    return filepath.endsWith(".parquet") ? readParquet(filepath) : readJson(filepath);
  }
  async write() {
    throw new Error("the files of vega-datasets are not for writing; save to a file under data/");
  }
};
function dataFolder() {
  return join(dirname(createRequire(import.meta.url).resolve("vega-datasets")), "../data");
}
async function readCsv(filepath) {
  const { CsvDataset } = await import("@kedro-ts/datasets/csv");
  return new CsvDataset({ filepath, loadArgs: { as: "columns" } }).load();
}
async function readParquet(filepath) {
  const { ParquetDataset } = await import("@kedro-ts/datasets/parquet");
  return new ParquetDataset({ filepath, loadArgs: { as: "columns" } }).load();
}
async function readJson(filepath) {
  const { JsonDataset } = await import("@kedro-ts/datasets/json");
  const data = await new JsonDataset({ filepath }).load();
  return Array.isArray(data) ? toColumns(data) : data;
}
function toColumns(rows) {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}

// scratch/wire.ts
var env = process.argv[2] ?? "local";
var loader = new ConfigLoader({ confSource: "/work/main/examples/flight-delays/conf", env });
var parameters = await loader.get("parameters");
var conf = await loader.get("catalog");
var catalog = DataCatalog.fromConfig(conf, { basePath: process.cwd(), types: combineDatasetTypes(builtInDatasetTypes, datasetTypes, dt({ VegaDataset: () => VegaDataset })) });
var get = (k) => k.split(".").reduce((o, x) => o[x], parameters);
var all = sumPipelines([createPipeline(), createPipeline2({ parameters }), createPipeline3({ parameters }), createPipeline4()]);
console.log(all.nodes.length, "nodes", [...all.inputs].join(" "));
var left = /* @__PURE__ */ new Map();
for (const n of all.nodes) for (const i of n.inputs) left.set(i, (left.get(i) ?? 0) + 1);
var t00 = Date.now();
var peak = 0;
for (const n of all.nodes) {
  const t0 = Date.now();
  const inputs = {};
  for (const i of n.inputs) inputs[i] = isParameter(i) ? get(i.slice(7)) : await catalog.load(i);
  const t1 = Date.now();
  const out = await n.run(inputs);
  const t2 = Date.now();
  for (const [k, v] of Object.entries(out.values)) {
    if (!catalog.has(k)) catalog.set(k, new SharedMemoryDataset());
    await catalog.save(k, v);
  }
  for (const i of n.inputs) if (!isParameter(i)) {
    left.set(i, left.get(i) - 1);
    if (!left.get(i)) await catalog.release(i);
  }
  const rss = process.memoryUsage().rss / 1e6;
  peak = Math.max(peak, rss);
  console.log(n.name.padEnd(36), t1 - t0, t2 - t1, Date.now() - t2, Math.round(rss));
}
console.log("total", Date.now() - t00, "peak", peak);
