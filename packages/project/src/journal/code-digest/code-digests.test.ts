import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolve } from 'import-meta-resolve';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CodeDigests } from './code-digests.js';

type Files = Readonly<Record<string, string>>;
type Exports = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Digests of what `nodes.js` exports, by name. The folder's name keeps the test runner from changing the code. */
async function digestsOf(files: Files): Promise<Record<string, string>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kedro-code-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, 'dist');
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { href } = pathToFileURL(join(root, 'nodes.js'));
  const exports = (await import(/* @vite-ignore */ href)) as Exports;
  const digests = new CodeDigests({ roots: [href], resolveImport: resolve });
  const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function');
  return Object.fromEntries(functions.map(([name, func]) => [name, digests.digestOf(func).digest]));
}

/** The names of the functions whose digests differ between two states of a project. */
async function changed(before: Files, after: Files): Promise<string[]> {
  const [first, second] = [await digestsOf(before), await digestsOf({ ...before, ...after })];
  return Object.keys(first).filter((name) => first[name] !== second[name]);
}

const PROJECT: Files = {
  'nodes.js': `import { double } from './lib/double.js';
import * as shapes from './lib/shapes.js';
import { inner as renamed } from './lib/index.js';
const FACTOR = 2;
const OTHER = 3;
function helper(x) { return x * FACTOR; }
export const a = (x) => helper(x);
export async function b(x) { return x * OTHER; }
export const c = function (x) { return double(x); };
export const d = (helper) => shapes.area(helper);
export function e(x) { return renamed(x); }
export default function (x) { return x; }
`,
  'lib/double.js': `import { readFileSync } from 'node:fs';
export const two = 2;
export const double = (x) => x * two;
export const unrelated = (x) => readFileSync(x);
`,
  'lib/shapes.js': 'export function area(x) { return x ** 2; }\nexport const volume = (x) => x ** 3;\n',
  'lib/index.js': "export * from './stars.js';\n",
  'lib/stars.js': 'const one = 1;\nexport const inner = () => one;\nexport const outer = () => 2;\n',
};

const edit = (file: string, from: string, to: string): Files => {
  const text = PROJECT[file]!;
  expect(text).toContain(from);
  return { [file]: text.replace(from, to) };
};

describe('the digest of a function', () => {
  it('is the same for the same code', async () => {
    expect(await changed(PROJECT, {})).toEqual([]);
  });

  it.each<[string, Files, string[]]>([
    ['itself', edit('nodes.js', 'x * OTHER', 'OTHER * x'), ['b']],
    ['a helper', edit('nodes.js', 'x * FACTOR', 'x + FACTOR'), ['a']],
    ['a constant of a helper', edit('nodes.js', 'FACTOR = 2', 'FACTOR = 4'), ['a']],
    ['a function that it imports', edit('lib/double.js', 'x * two', 'two * x'), ['c']],
    ['a constant of that', edit('lib/double.js', 'two = 2', 'two = 1 + 1'), ['c']],
    ['a member of a module that it imports whole', edit('lib/shapes.js', 'x ** 2', 'x * x'), ['d']],
    ['what comes by way of another module', edit('lib/stars.js', 'one = 1', 'one = 11'), ['e']],
    ['nothing that it uses', edit('lib/double.js', 'readFileSync(x)', 'x'), []],
    ['what its module imports for others', edit('lib/stars.js', '() => 2', '() => 3'), []],
    [
      'a new function beside it',
      edit('nodes.js', 'const OTHER', 'export const z = () => 0;\nconst OTHER'),
      [],
    ],
    ['the default export', edit('nodes.js', 'return x; }', 'return -x; }'), ['default']],
  ])('changes exactly where this does: %s', async (_what, files, names) => {
    expect(await changed(PROJECT, files)).toEqual(names);
  });

  it('does not take a parameter for the helper of the same name', async () => {
    expect(await changed(PROJECT, edit('nodes.js', 'x * FACTOR', 'x + FACTOR'))).not.toContain('d');
  });

  it.each<[string, string, string, string, string[]]>([
    [
      'a statement that fills a table',
      'const table = {};\ntable.x = 1;\nexport const a = () => table.x;\nexport const b = () => 0;',
      'table.x = 1',
      'table.x = 2',
      ['a'],
    ],
    [
      'a function that sets a variable',
      'let level;\nfunction init() { level = 1; }\ninit();\nexport const a = () => level;\nexport const b = () => 0;',
      'level = 1',
      'level = 2',
      ['a'],
    ],
    [
      'the call of a factory',
      'const scale = (n) => (x) => x * n;\nexport const a = scale(2);\nexport const b = () => 0;',
      'scale(2)',
      'scale(3)',
      ['a'],
    ],
    [
      'a method of an object',
      'const tools = { run(x) { return x; }, name: 1 };\nexport const a = tools.run;\nexport const b = () => 0;',
      'name: 1',
      'name: 2',
      ['a'],
    ],
    [
      'a static method of a class',
      'class Tools { static run(x) { return x; } other() { return 1; } }\nexport const a = Tools.run;\nexport const b = () => 0;',
      'return 1',
      'return 2',
      ['a'],
    ],
    [
      'the property of a function',
      'export function a() { return a.size; }\na.size = 1;\nexport const b = () => 0;',
      'a.size = 1',
      'a.size = 2',
      ['a'],
    ],
    [
      'a default of a parameter that is hidden by a variable',
      'const n = 1;\nexport function a(x = n) { var n = 2; return x + n; }\nexport const b = () => 0;',
      'const n = 1',
      'const n = 3',
      ['a'],
    ],
    [
      'a block that hides a name only inside',
      'const n = 1;\nexport function a() { { const n = 2; void n; } return n; }\nexport const b = () => 0;',
      'const n = 1',
      'const n = 3',
      ['a'],
    ],
  ])('sees %s', async (_what, text, from, to, names) => {
    expect(await changed({ 'nodes.js': text }, { 'nodes.js': text.replace(from, to) })).toEqual(names);
  });

  it('of a bound function changes with anything in the project', async () => {
    const text = 'export const a = ((x) => x).bind(null);\nexport const b = () => 0;\nconst other = 1;';
    const after = text.replace('other = 1', 'other = 2');
    expect(await changed({ 'nodes.js': text }, { 'nodes.js': after })).toEqual(['a']);
  });

  it('changes with the version of a package that it uses', async () => {
    const files = {
      'nodes.js': "import { x } from 'tool';\nexport const a = () => x;\nexport const b = () => 0;",
      'node_modules/tool/index.js': 'exports.x = 1;',
      'node_modules/tool/package.json': '{ "name": "tool", "version": "1.0.0" }',
    };
    const newer = { 'node_modules/tool/package.json': '{ "name": "tool", "version": "1.0.1" }' };
    expect(await changed(files, newer)).toEqual(['a']);
  });

  it("follows the project's own names for its modules", async () => {
    const files = {
      'package.json':
        '{ "type": "module", "name": "mine", "imports": { "#lib": "./lib.js" }, "exports": { "./b": "./b.js" } }',
      'nodes.js':
        "import { x } from '#lib';\nimport { y } from 'mine/b';\nexport const a = () => x;\nexport const b = () => y;",
      'lib.js': 'export const x = 1;',
      'b.js': 'export const y = 1;',
    };
    expect(await changed(files, { 'lib.js': 'export const x = 2;' })).toEqual(['a']);
    expect(await changed(files, { 'b.js': 'export const y = 2;' })).toEqual(['b']);
  });

  it('follows CommonJS, JSON, and imports at run time, as a whole', async () => {
    const files = {
      'nodes.js': `import { createRequire } from 'node:module';
import legacy from './old/legacy.js';
const require = createRequire(import.meta.url);
const data = require('./data.json');
export const a = () => legacy.run();
export const b = () => data.x;
export const c = async () => (await import('./later.js')).x;
export const d = () => 0;`,
      'old/legacy.js': "const { deep } = require('./deep');\nmodule.exports = { run: () => deep };",
      'old/deep.js': 'exports.deep = 1;',
      'data.json': '{ "x": 1 }',
      'later.js': 'export const x = 1;',
      'old/package.json': '{}',
    };
    expect(await changed(files, { 'old/deep.js': 'exports.deep = 2;' })).toEqual(['a']);
    expect(await changed(files, { 'data.json': '{ "x": 2 }' })).toEqual(['b']);
    expect(await changed(files, { 'later.js': 'export const x = 2;' })).toEqual(['c']);
  });
});

it('takes time that is linear: a thousand functions with helpers of their own in well under a second', async () => {
  const functions = Array.from(
    { length: 1_000 },
    (_, i) =>
      `const c${i} = ${i};\nconst h${i} = (x) => x + c${i};\nexport function f${i}(x) { return h${i}(x); }`,
  );
  const start = performance.now();
  const digests = await digestsOf({ 'nodes.js': functions.join('\n') });
  expect(new Set(Object.values(digests)).size).toBe(1_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
