import type { NodeFunction } from '@kedro-ts/pipeline';
import { sortNames } from '../compare/compare-code-points.js';
import { UnknownSpecError } from '../errors.js';
import type { BehaviourSpec, NodeSpec } from '../spec/spec.js';
import type { RunRow } from './recording-catalog.js';

/** Gives what a node's function does, for `makeNode`; it notes when it starts and when it yields. */
export function makeBody(rows: RunRow[]): (spec: NodeSpec) => NodeFunction | undefined {
  return (spec) => {
    const { fn } = spec;
    if (fn === undefined) return undefined;
    const name = spec.namespace ? `${spec.namespace}.${spec.name}` : spec.name;
    const isRecord = typeof spec.inputs === 'object' && spec.inputs !== null && !Array.isArray(spec.inputs);
    const valuesOf = (given: readonly unknown[]): unknown[] =>
      isRecord ? valuesByName(given[0]) : [...given];
    if (fn.kind === 'gen' || fn.kind === 'gen_raise') {
      return function* (...given: unknown[]) {
        rows.push(['call', name]);
        const values = valuesOf(given);
        for (let chunk = 0; chunk < (fn.chunks ?? 0); chunk++) {
          rows.push(['yield', name, chunk]);
          yield outputsFor(spec.outputs, weightedSum(values) + (fn.k ?? 0) + 100 * chunk);
        }
        if (fn.kind === 'gen_raise') throw new Error(fn.message);
      };
    }
    return (...given: unknown[]) => {
      rows.push(['call', name]);
      return returnValue(fn, spec.outputs, valuesOf(given));
    };
  };
}

function returnValue(fn: BehaviourSpec, outputs: unknown, values: readonly unknown[]): unknown {
  const { k = 0 } = fn;
  switch (fn.kind) {
    case 'sum':
      return outputsFor(outputs, weightedSum(values) + k);
    case 'mutate': {
      const right = outputsFor(outputs, weightedSum(values) + k);
      for (const value of values) if (Array.isArray(value)) value.push(1000);
      return right;
    }
    case 'value':
      return weightedSum(values) + k;
    case 'none':
      return null;
    case 'raise':
      throw new Error(fn.message);
    case 'wrong_count': {
      const right = outputsFor(outputs, weightedSum(values) + k);
      return Array.isArray(right) ? [...(right as unknown[]), 0] : right;
    }
    case 'wrong_keys':
      return withWrongKey(outputsFor(outputs, weightedSum(values) + k));
  }
  throw new UnknownSpecError(`functions of kind "${fn.kind}"`);
}

function withWrongKey(right: unknown): unknown {
  if (typeof right !== 'object' || right === null || Array.isArray(right)) return right;
  const entries = Object.entries(right);
  const last = entries.length - 1;
  return Object.fromEntries(
    entries.map(([key, value], index) => [index === last ? 'bogus' : key, value as unknown]),
  );
}

/** The sum for one output; counted on from it for several. */
function outputsFor(outputs: unknown, sum: number): unknown {
  if (typeof outputs === 'string') return sum;
  if (Array.isArray(outputs)) return outputs.map((_, index) => sum + index);
  if (typeof outputs !== 'object' || outputs === null) return null;
  return Object.fromEntries(Object.keys(outputs).map((key, index) => [key, sum + index]));
}

function weightedSum(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value, index) => sum + (index + 1) * valueOf(value), 0);
}

function valueOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + valueOf(item), 0);
}

function valuesByName(given: unknown): unknown[] {
  const record = (given ?? {}) as Readonly<Record<string, unknown>>;
  return sortNames(Object.keys(record)).map((name) => record[name]);
}
