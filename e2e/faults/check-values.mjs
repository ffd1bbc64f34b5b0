import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { doneOf } from './check-outcome.mjs';
import { fileOf } from './project.mjs';

/** What is wrong with the values that a run has left; `expected` are those that were computed without it. */
export async function checkValues(plan, expected, { folder, catalog, events, hasFailed }) {
  const complaints = await checkFiles(expected, folder);
  const released = new Set(
    events.filter(({ type }) => type === 'dataset-released').map(({ dataset }) => dataset),
  );
  const done = hasFailed ? doneOf(events) : new Set(plan.nodes.map(({ name }) => name));
  const inputs = new Set(plan.nodes.flatMap((node) => node.inputs));
  for (const { name, outputs } of plan.nodes) {
    if (!done.has(name)) continue;
    for (const output of outputs) {
      const isFile = plan.datasets[output].place === 'file';
      // Without events it is not known what has been released.
      if (!isFile && (released.has(output) || (!plan.isObserved && inputs.has(output)))) continue;
      // That what there is of files is right is known by now.
      const complaint = isFile
        ? !existsSync(fileOf(output, folder)) && `${output} is not there`
        : await checkValue(catalog, output, expected.get(output));
      if (complaint) complaints.push(`${complaint}, of ${name}`);
    }
  }
  return complaints;
}

/** Whatever there is of files is whole. */
export async function checkFiles(expected, folder) {
  const complaints = [];
  for (const file of await readdir(join(folder, 'data')).catch(() => [])) {
    if (!file.endsWith('.json')) continue;
    const text = await readFile(join(folder, 'data', file), 'utf8');
    if (!isDeepStrictEqual(parse(text), expected.get(file.slice(0, -'.json'.length))))
      complaints.push(`${file} is not as it should be, ${text.length} characters`);
  }
  return complaints;
}

async function checkValue(catalog, name, expected) {
  try {
    const value = await catalog.load(name);
    return isDeepStrictEqual(value, expected) ? undefined : `${name} has another value`;
  } catch (error) {
    return `${name} cannot be loaded (${error.message})`;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
