import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeCase } from './kind/judge-case.js';
import { findKedroError } from './kedro-error/kedro-errors.js';
import { isRecordedError, type CaseKind, type OracleCase, type RecordedError } from './oracle/oracle-case.js';
import { readOracleFile } from './oracle/read-oracle-file.js';

/** About how many cases of each kind are spoilt, evenly over the file, how many values of each, and how many errors in all. */
const SAMPLE = { cases: 5000, values: 5000, errors: 5000 };

/** Pointers to what is not compared: Python's own texts, warnings, wording, and levels of log lines. */
const notCompared: Readonly<Record<CaseKind, RegExp>> = {
  node_names: /^\/(?:repr|unique_key|hash_keys|warnings)\b/,
  pipeline_algebra: /\/warnings\b|\/(?:error|message|origin)$/,
  pipeline_errors: /\/warnings\b|\/(?:message|origin)$/,
  resume: /^\/(?:log|suggestion)\/\d+\/0$|^\/suggestion\/\d+\/1$/,
  run_semantics: /\/warnings\b|\/(?:message|origin)$|^\/log\/\d+\/0$/,
  catalog_resolution: /\/(?:message|origin|arg0)$/,
  config_loader: /\/(?:message|origin|arg0|constructor)$/,
  params: /^\/(?:message|origin)$|^\/warnings\b/,
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
        if (status !== 'failed') console.log('HOLE', `${oracleCase.id} ${status} although ${at} was spoilt`);
        spoilt++;
      }
    }
    expect(spoilt).toBeGreaterThan(0);
  }, 900_000);
});

const kindsWithErrors = [
  'pipeline_errors',
  'run_semantics',
  'catalog_resolution',
  'config_loader',
  'params',
] as const;

describe.each(kindsWithErrors)('a wrong error of kind %s', (kind) => {
  it('fails when it is of another class, of another situation, or expected where nothing fails', async () => {
    for (const { oracleCase, path, recorded } of await recordedErrors(kind)) {
      const errors = [
        { error: 'FileNotFoundError' },
        { error: 'ValueError', message: "Unsupported group_by strategy: 'x'" },
        { error: 'ConfirmNotUniqueError', message: "['x'] datasets are confirmed by more than one node." },
      ];
      for (const wrong of errors) {
        const spoilt = { ...oracleCase, expect: replace(oracleCase.expect, path, { ...recorded, ...wrong }) };
        const { status } = await judgeCase(spoilt);
        expect(status, `${oracleCase.id} at ${pointer(path)} with ${wrong.error}`).toBe('failed');
      }
    }
  });

  it('fails when the message must name something else', async () => {
    let renamed = 0;
    for (const { oracleCase, path, recorded } of await recordedErrors(kind)) {
      const situation = findKedroError(oracleCase.in, recorded)!;
      const names = situation.names?.(situation.pattern.exec(recorded.message)!) ?? [];
      for (const name of new Set(names.filter((text) => recorded.message.includes(text) && text !== ''))) {
        const message = recorded.message.replaceAll(name, 'something_else');
        const wrong = { ...recorded, message };
        // Where the name is a part of Kedro's sentence too, nobody would know the sentence any more.
        if (findKedroError(oracleCase.in, wrong) !== situation) continue;
        const expected = replace(oracleCase.expect, path, wrong);
        const { status } = await judgeCase({ ...oracleCase, expect: expected });
        expect(status, `${oracleCase.id} at ${pointer(path)} without ${name}`).toBe('failed');
        renamed++;
      }
    }
    expect(renamed).toBeGreaterThan(0);
  });
});

describe('duplicate keys', () => {
  it.each(['files', 'keys'])('fail with other %s', async (part) => {
    const [oracleCase] = await passingCases('config_loader', ({ tag, unstable }) => {
      return tag === 'dup_catalog_two_keys' && unstable !== undefined;
    });
    const text = JSON.stringify(oracleCase!.expect);
    const wrong =
      part === 'files' ? text.replace('catalog_b.yml', 'catalog_c.yml') : text.replace('aa, zz', 'aa');
    expect(wrong).not.toBe(text);
    const { status } = await judgeCase({ ...oracleCase!, expect: JSON.parse(wrong) as unknown });
    expect(status).toBe('failed');
  });
});

/** Some errors of Kedro's own that cases expect, wherever they stand. */
async function recordedErrors(kind: CaseKind): Promise<SpoilableError[]> {
  const isWanted = ({ expect, unstable }: OracleCase): boolean =>
    unstable === undefined && errorsIn(expect).length > 0;
  const errors: SpoilableError[] = [];
  for (const oracleCase of await passingCases(kind, isWanted)) {
    for (const { path, recorded } of errorsIn(oracleCase.expect)) errors.push({ oracleCase, path, recorded });
  }
  return spread(errors, SAMPLE.errors);
}

interface SpoilableError {
  readonly oracleCase: OracleCase;
  readonly path: readonly string[];
  readonly recorded: RecordedError;
}

/** The errors that Kedro itself raised; those in rows of events are compared as part of their row. */
function errorsIn(
  value: unknown,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly recorded: RecordedError }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRecordedError(value)) return value.origin === 'kedro' ? [{ path, recorded: value }] : [];
  return Object.entries(value).flatMap(([key, item]) => errorsIn(item, [...path, key]));
}

async function passingCases(
  kind: CaseKind,
  isWanted: (oracleCase: OracleCase) => boolean = ({ unstable }) => unstable === undefined,
): Promise<OracleCase[]> {
  const all = await readOracleFile(fileURLToPath(new URL(`../data/${kind}.json`, import.meta.url)));
  const passing: OracleCase[] = [];
  for (const oracleCase of spread(all.filter(isWanted), SAMPLE.cases)) {
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
  return leavesOf(expect).filter(({ at, path }) => {
    if (notCompared[kind].test(at) || nothingToSay.test(String(valueAt(expect, path)))) return false;
    return !isForeign(valueAt(expect, path.slice(0, -1)), at) && !isForeign(expect, at);
  });
}

/** Of what the case's own functions, libraries and Python throw, class and message are not ours to have. */
function isForeign(error: unknown, at: string): boolean {
  if (!isRecordedError(error) || error.origin === 'kedro') return false;
  return /\/(?:error|message)$|^\/events\/\d+\/[12]$/.test(at);
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
  return [{ at: pointer(path), path }];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], value);
}

function spoil(value: unknown, path: readonly string[]): unknown {
  return replace(value, path, spoilLeaf(valueAt(value, path)));
}

function replace(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? replace(item, rest, by) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: replace(record[key], rest, by) };
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key}`).join('');
}

function spoilLeaf(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? ['x'] : 'x';
}
