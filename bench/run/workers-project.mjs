/** Pipelines whose nodes tell when they ran; ours and the floor import this one module in their workers. */
import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { now } from './clock.mjs';

export const ROUND_TRIPS = 1_000;

/** Nodes that need nothing, and give the time at which they start. */
export function startUpOf(count) {
  const names = Array.from({ length: count }, (_, i) => `first${i}`);
  return {
    made: firstNodes(names),
    bootstrap: bootstrapOf('firstNodes', names),
    tasks: tasksOf('firstTasks', names),
  };
}

/** A chain in one worker that measures itself from its first node to its last, with so many between. */
export function tripsOf(n) {
  return { made: trips(n), bootstrap: bootstrapOf('trips', n), tasks: tasksOf('tripTasks', n) };
}

export function bootstrap({ make, data }) {
  const made = { firstNodes, trips }[make](data);
  return { catalog: new DataCatalog(), findNode: (name) => made.findNode(name) };
}

export function firstTasks(names) {
  return new Map(names.map((name) => [name, now]));
}

export function tripTasks() {
  return new Map([
    ['begin', begin],
    ['pass', pass],
    ['end', end],
  ]);
}

function firstNodes(names) {
  return pipeline(names.map((name) => node(() => now(), null, `${name}_at`, { name })));
}

let begun;

function begin(value) {
  begun = now();
  return value;
}

function pass(value) {
  return value + 1;
}

function end(value) {
  return { ms: now() - begun, trips: value };
}

function trips(n) {
  const passes = Array.from({ length: n }, (_, i) => node(pass, `d${i}`, `d${i + 1}`, { name: `pass${i}` }));
  return pipeline([
    node(begin, 'start', 'd0', { name: 'begin' }),
    ...passes,
    node(end, `d${n}`, 'end', { name: 'end' }),
  ]);
}

function bootstrapOf(make, data) {
  return { module: import.meta.url, data: { make, data } };
}

function tasksOf(name, data) {
  return { module: import.meta.url, export: name, data };
}
