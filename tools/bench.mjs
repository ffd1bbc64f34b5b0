// Builds what is stale and measures: `npm run bench -- [names...] [--list] [--strict] [--write <file>]`; see docs/performance.md.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { toMarkdown, toText } from '../bench/table.mjs';
import { installIfNeeded, nx, root, run } from './install.mjs';

/** A bench that takes longer hangs. */
const LONGEST_BENCH_MS = 180_000;
const MARKS = ['<!-- measured: begin -->', '<!-- measured: end -->'];

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, strict: { type: 'boolean' }, write: { type: 'string' } },
});
if (options.write !== undefined && names.length > 0)
  fail('--write replaces the whole table, so it takes no names');

installIfNeeded();
run(nx('run-many', '-t', 'build'), { isQuiet: true });

const chosen = (await findBenches()).filter(
  ({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)),
);
if (chosen.length === 0) fail(`no bench's name begins with ${names.join(' or ')}; see --list`);
if (options.list) console.log(chosen.map(({ name }) => name).join('\n'));
else await measureAll();

async function measureAll() {
  const start = performance.now();
  const rows = [];
  let failures = 0;
  for (const bench of chosen) {
    // Each in a process of its own: what one leaves in the heap, or has taught the compiler, is not for the next.
    const failure = await measureApart(bench, (row) => {
      rows.push(row);
      console.log(JSON.stringify(row));
    });
    if (failure === undefined) continue;
    failures++;
    console.error(`${bench.name} ${failure}`);
  }
  console.log(`\n${toText(rows)}\n`);
  if (!process.env.KEDRO_PYTHON)
    console.log('Kedro was not measured: set KEDRO_PYTHON to the path of a Python that has it.');
  const missed = rows.filter(({ ok }) => ok === false).length;
  const judged = rows.filter(({ ok }) => ok !== undefined).length;
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  const failed = failures > 0 ? `, ${failures} benches failed` : '';
  console.log(`${judged - missed} of ${judged} goals met${failed}, in ${minutes} minutes`);
  if (options.write !== undefined && failures === 0)
    await writeTable(resolve(process.env.INIT_CWD ?? process.cwd(), options.write), rows);
  if (failures > 0 || (options.strict && missed > 0)) process.exitCode = 1;
}

async function findBenches() {
  const benches = [];
  for (const folder of readdirSync(`${root}bench`, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of readdirSync(`${root}bench/${folder.name}`).sort()) {
      if (!/^bench-.*\.mjs$/.test(file)) continue;
      const { href } = pathToFileURL(`${root}bench/${folder.name}/${file}`);
      const { benches: found } = await import(href);
      benches.push(...found.map(({ name }) => ({ name, moduleUrl: href })));
    }
  }
  return benches;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Gives how it failed, if it did. */
async function measureApart({ name, moduleUrl }, onRow) {
  const child = spawn(process.execPath, [`${root}bench/measure-bench.mjs`, moduleUrl, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: benchEnv(),
    timeout: LONGEST_BENCH_MS,
  });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  for await (const line of createInterface({ input: child.stdout })) onRow(JSON.parse(line));
  const { code, signal } = await ended;
  if (signal !== null) return `took longer than ${LONGEST_BENCH_MS / 1000} s, or was killed`;
  return code === 0 ? undefined : `failed with exit code ${code}`;
}

function benchEnv() {
  // Certificates are read at every start of Node, which costs more than some of what is measured.
  const env = { ...process.env, NODE_ENV: 'production' };
  delete env.NODE_EXTRA_CA_CERTS;
  return env;
}

async function writeTable(path, rows) {
  const text = await readFile(path, 'utf8');
  const [begin, end] = MARKS.map((mark) => text.indexOf(mark));
  if (begin === -1 || end < begin) throw new Error(`${path} has no ${MARKS.join(' … ')}`);
  const measured = `\n\n${describeMachine()}\n\n${toMarkdown(rows)}\n\n`;
  const written = text.slice(0, begin + MARKS[0].length) + measured + text.slice(end);
  await writeFile(path, await format(written, { ...(await resolveConfig(path)), filepath: path }));
}

function describeMachine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, ${memory} GB; ${process.platform} ${process.arch}`;
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${machine}; Node ${process.versions.node}${kedroVersion()}.`;
}

function kedroVersion() {
  const python = process.env.KEDRO_PYTHON;
  if (!python) return '; without Kedro';
  const script = 'import platform, kedro; print(kedro.__version__, "on Python", platform.python_version())';
  const { status, stdout } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
  return status === 0 ? `; Kedro ${stdout.trim()}` : '; without Kedro';
}
