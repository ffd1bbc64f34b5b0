import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const nodesPerFile = 100;
const kinds = 20;

/**
 * Writes a project of `size` nodes and as many datasets: one catalog type, files of 100 nodes, a file that joins them.
 *
 * Both variants are the same but for the import, and for the parameters of inline functions, whose types only a catalog
 * type can tell.
 *
 * @param {string} folder
 * @param {number} size
 * @param {'typed' | 'untyped'} variant
 */
export async function generateProject(folder, size, variant) {
  await mkdir(folder, { recursive: true });
  const files = Math.ceil(size / nodesPerFile);
  const write = (name, lines) => writeFile(join(folder, name), `${lines.join('\n')}\n`);
  await write('tsconfig.json', [JSON.stringify({ compilerOptions, include: ['*.ts'] })]);
  await write('catalog.ts', catalogFile(size));
  await write('define.ts', variant === 'typed' ? typedFile : untypedFile);
  for (let file = 0; file < files; file += 1) {
    await write(
      `part-${file}.ts`,
      partFile(file, Math.min(nodesPerFile, size - file * nodesPerFile), variant),
    );
  }
  await write('all.ts', allFile(files));
}

const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
};

const typedFile = [
  `import { typed } from '@kedro-ts/pipeline';`,
  `import type { Catalog } from './catalog.js';`,
  `export const { node, pipeline } = typed<Catalog>();`,
];

const untypedFile = [`export { node, pipeline } from '@kedro-ts/pipeline';`];

/** Dataset `d<i>` holds `Kind<i mod 20>`; every tenth belongs to a namespace. */
function catalogFile(size) {
  const kindLines = Array.from(
    { length: kinds },
    (_, kind) =>
      `export interface Kind${kind} { id${kind}: number; name: string; values: readonly number[]; of: 'kind${kind}' }`,
  );
  const datasets = Array.from(
    { length: size + 1 },
    (_, index) => `  '${dataset(index)}': Kind${index % kinds};`,
  );
  const groups = Array.from(
    { length: 50 },
    (_, group) => `    group_${group}: { ratio: number; names: string[] };`,
  );
  return [
    ...kindLines,
    'export interface Catalog {',
    ...datasets,
    '  parameters: {',
    ...groups,
    '  };',
    '  [key: `${string}.table`]: Kind0;',
    '}',
  ];
}

function dataset(index) {
  return index % 10 === 9 ? `area_${index % 7}.d${index}` : `d${index}`;
}

function partFile(file, count, variant) {
  const first = file * nodesPerFile;
  const used = Array.from({ length: kinds }, (_, kind) => `Kind${kind}`).join(', ');
  const functions = Array.from({ length: kinds }, (_, kind) => functionsOf(kind)).flat();
  const nodes = Array.from({ length: count }, (_, offset) => nodeLine(first + offset, variant));
  return [
    `import { node, pipeline } from './define.js';`,
    `import type { ${used} } from './catalog.js';`,
    ...functions,
    `export const part${file} = pipeline([`,
    ...nodes,
    `]);`,
  ];
}

function functionsOf(kind) {
  const from = `Kind${kind}`;
  const to = `Kind${(kind + 1) % kinds}`;
  return [
    `declare function convert${kind}(from: ${from}, ratio: number): ${to};`,
    `declare function fetch${kind}(from: ${from}, ratio: number): Promise<${to}>;`,
    `declare function pick${kind}(given: { from: ${from}; ratio: number }): { to: ${to} };`,
    `declare function pieces${kind}(from: ${from}, ratio: number): Generator<${to}>;`,
  ];
}

/** Node i reads dataset i and writes i + 1: in turn by a named, asynchronous, record, generator and inline function. */
function nodeLine(index, variant) {
  const kind = index % kinds;
  const from = dataset(index);
  const to = dataset(index + 1);
  const ratio = `params:group_${index % 50}.ratio`;
  const options = `{ name: 'n${index}' }`;
  const list = `['${from}', '${ratio}']`;
  switch (index % 5) {
    case 0:
      return `  node(convert${kind}, ${list}, '${to}', ${options}),`;
    case 1:
      return `  node(fetch${kind}, ${list}, '${to}', ${options}),`;
    case 2:
      return `  node(pick${kind}, { from: '${from}', ratio: '${ratio}' }, { to: '${to}' }, ${options}),`;
    case 3:
      return `  node(pieces${kind}, ${list}, '${to}', ${options}),`;
    default: {
      const parameters = variant === 'typed' ? 'from, ratio' : `from: Kind${kind}, ratio: number`;
      return `  node((${parameters}) => [convert${kind}(from, ratio)], ${list}, ['${to}'], ${options}),`;
    }
  }
}

function allFile(files) {
  const parts = Array.from({ length: files }, (_, file) => file);
  return [
    `import { pipeline } from './define.js';`,
    ...parts.map((file) => `import { part${file} } from './part-${file}.js';`),
    `export const all = pipeline([${parts.map((file) => `part${file}`).join(', ')}]);`,
  ];
}
