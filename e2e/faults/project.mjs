import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { JsonDataset } from '@kedro-ts/datasets/json';
import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { isDue, strike } from './strike.mjs';
import { compute, makeValue } from './values.mjs';

/** The pipeline and the catalog of a plan, in main or in a worker. Without faults when `isHarmless`. */
export function makeProject({ plan, folder, isHarmless = false }) {
  const planned = new Map(plan.nodes.map((one) => [one.name, isHarmless ? withoutFault(one) : one]));
  const nodes = plan.written.map((name) => makeNode(planned.get(name), plan.datasets, folder));
  const datasets = {};
  for (const [name, dataset] of Object.entries(plan.datasets)) {
    if (dataset.place === 'file') datasets[name] = makeFile(name, [...planned.values()], folder);
    else if (dataset.given !== undefined) datasets[name] = makeValue(dataset, dataset.given);
  }
  return { pipeline: pipeline(nodes), catalog: new DataCatalog(datasets) };
}

/** Makes the project anew in a worker. */
export function bootstrap(data) {
  const { pipeline, catalog } = makeProject(data);
  return { catalog, findNode: (name) => pipeline.findNode(name) };
}

/** Where the file of a dataset is. */
export function fileOf(name, folder) {
  return join(folder, 'data', `${name}.json`);
}

/** Saves what is given to a run in files. */
export async function writeGiven({ datasets }, folder) {
  for (const [name, dataset] of Object.entries(datasets))
    if (dataset.given !== undefined && dataset.place === 'file')
      await new JsonDataset({ filepath: fileOf(name, folder) }).save(makeValue(dataset, dataset.given));
}

function withoutFault(planned) {
  return { ...planned, fault: undefined, retry: undefined, timeout: undefined };
}

function makeNode(planned, datasets, folder) {
  const { name, inputs, outputs, isAsync, retry, timeout, fault } = planned;
  const result = (values) => {
    const made = compute(planned, datasets, values);
    return outputs.length === 1 ? made[0] : made;
  };
  const work = (...values) => {
    if (fault?.stage === 'load' || fault?.stage === 'save' || !fault || !isDue(planned, folder))
      return result(values);
    if (fault.kind === 'unserialisable') return spoil(planned, result(values));
    const struck = strike(planned);
    return struck === undefined ? result(values) : struck.then(() => result(values));
  };
  const func = isAsync ? async (...values) => work(...(await Promise.all(values))) : work;
  // currentNode() is to be asked for while the function starts.
  const isPrompt = fault?.kind === 'never-ends';
  return node(
    isPrompt ? work : func,
    inputs.length === 0 ? null : inputs,
    outputs.length === 1 ? outputs[0] : outputs,
    {
      name,
      ...(retry && { retry }),
      ...(timeout && { timeout }),
    },
  );
}

/** Puts something in the place of an output that no other thread or file can take. */
function spoil({ outputs, fault }, made) {
  const spoilt = { wait: () => new Promise(() => {}) };
  if (outputs.length === 1) return spoilt;
  return made.map((value, i) => (outputs[i] === fault.dataset ? spoilt : value));
}

function makeFile(name, nodes, folder) {
  const file = new JsonDataset({ filepath: fileOf(name, folder) });
  const faulty = (stage) => nodes.find(({ fault }) => fault?.stage === stage && fault.dataset === name);
  const [reader, writer] = [faulty('load'), faulty('save')];
  if (reader && isDifferent(reader)) file.load = faultyLoad(file, reader, folder);
  if (writer && isDifferent(writer)) file.save = faultySave(file, writer, folder);
  return file;
}

const isDifferent = ({ fault }) => fault.kind !== 'unserialisable';

function faultyLoad(file, reader, folder) {
  const load = file.load.bind(file);
  return async () => (isDue(reader, folder) ? strike(reader) : load());
}

/** What ends the worker does so in the middle of the save. */
function faultySave(file, writer, folder) {
  const save = file.save.bind(file);
  return async (value) => {
    if (!isDue(writer, folder)) return save(value);
    if (writer.fault.kind === 'save-fails') return strike(writer);
    const saving = save(value);
    await setImmediate();
    strike(writer);
    return saving;
  };
}
