import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeCase } from './kind/judge-case.js';
import { isRecordedError, type CaseKind, type OracleCase } from './oracle/oracle-case.js';
import { readOracleFile } from './oracle/read-oracle-file.js';

/** About how many cases of each kind are spoilt, evenly over the file, and how many values of each. */
const SAMPLE = { cases: 25, values: 20 };

/** Pointers to what is not compared: Python's own texts, warnings, wording, and levels of log lines. */
const notCompared: Readonly<Record<CaseKind, RegExp>> = {
  node_names: /^\/(?:repr|unique_key|hash_keys|warnings)\b/,
  pipeline_algebra: /\/warnings\b|\/(?:error|message|origin)$/,
  pipeline_errors: /\/warnings\b|\/(?:message|origin)$/,
  resume: /^\/(?:log|suggestion)\/\d+\/0$|^\/suggestion\/\d+\/1$/,
  run_semantics: /\/warnings\b|\/(?:message|origin)$|^\/log\/\d+\/0$/,
};

/** Log lines that say that there is nothing to say. */
const nothingToSay = /^(?:No nodes ran|Skipping all|There are 0 nodes)/;

describe.each(Object.keys(notCompared) as CaseKind[])('a wrong expectation of kind %s', (kind) => {
  it('fails wherever one value is another', async () => {
    let spoilt = 0;
    for (const oracleCase of await passingCases(kind)) {
      for (const { at, path } of spread(comparedLeaves(kind, oracleCase), SAMPLE.values)) {
        const wrong = { ...oracleCase, expect: spoil(oracleCase.expect, path) };
        const { status } = await judgeCase(wrong);
        if (status !== 'failed') expect.fail(`${oracleCase.id} ${status} although ${at} was spoilt`);
        spoilt++;
      }
    }
    expect(spoilt).toBeGreaterThan(0);
  }, 60_000);
});

describe.each(['pipeline_errors', 'run_semantics'] as const)('a wrong error of kind %s', (kind) => {
  it('fails when it is of another class, of another situation, or expected where nothing fails', async () => {
    for (const oracleCase of await passingCases(kind, ({ expect }) => isRecordedError(expect))) {
      const recorded = oracleCase.expect as Readonly<Record<string, unknown>>;
      if (recorded['origin'] !== 'kedro') continue;
      const errors = [
        { error: 'FileNotFoundError' },
        { error: 'ValueError', message: "Unsupported group_by strategy: 'x'" },
        { error: 'ConfirmNotUniqueError', message: "['x'] datasets are confirmed by more than one node." },
      ];
      for (const wrong of errors) {
        const spoilt = { ...oracleCase, expect: { ...recorded, ...wrong } };
        expect(await judgeCase(spoilt), `${oracleCase.id} with ${wrong.error}`).toHaveProperty(
          'status',
          'failed',
        );
      }
    }
  });

  it('fails when the message must name something else', async () => {
    let renamed = 0;
    for (const oracleCase of await passingCases(kind, ({ expect }) => isRecordedError(expect))) {
      const recorded = oracleCase.expect as Readonly<Record<string, unknown>>;
      const message = String(recorded['message']);
      const wrong = message.replace(/(?<=\[')\w+(?='\])/, 'something_else');
      if (wrong === message || oracleCase.unstable !== undefined) continue;
      const verdict = await judgeCase({ ...oracleCase, expect: { ...recorded, message: wrong } });
      expect(verdict, oracleCase.id).toHaveProperty('status', 'failed');
      renamed++;
    }
    expect(renamed).toBeGreaterThan(0);
  });
});

async function passingCases(
  kind: CaseKind,
  isWanted: (oracleCase: OracleCase) => boolean = () => true,
): Promise<OracleCase[]> {
  const all = await readOracleFile(fileURLToPath(new URL(`../data/${kind}.json`, import.meta.url)));
  const wanted = all.filter((oracleCase) => oracleCase.unstable === undefined && isWanted(oracleCase));
  const passing: OracleCase[] = [];
  for (const oracleCase of spread(wanted, SAMPLE.cases)) {
    const { status } = await judgeCase(oracleCase);
    if (status === 'passed' || status === 'diverged') passing.push(oracleCase);
  }
  return passing;
}

/** About this many items, evenly over a list. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0);
}

function comparedLeaves(kind: CaseKind, { expect }: OracleCase): Leaf[] {
  // Of what the case's own functions and Python throw, the class is Python's.
  const isForeign = isRecordedError(expect) && expect.origin !== 'kedro';
  return leavesOf(expect).filter(({ at, path }) => {
    if (notCompared[kind].test(at) || nothingToSay.test(String(valueAt(expect, path)))) return false;
    return !(isForeign && /^\/(?:error|message)$|^\/events\/\d+\/[12]$/.test(at));
  });
}

interface Leaf {
  readonly at: string;
  readonly path: readonly string[];
}

/** What can be spoilt: plain values, and lists and objects that are empty. */
function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [{ at: path.map((key) => `/${key}`).join(''), path }];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], value);
}

function spoil(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return spoilLeaf(value);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? spoil(item, rest) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: spoil(record[key], rest) };
}

function spoilLeaf(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? ['x'] : 'x';
}
