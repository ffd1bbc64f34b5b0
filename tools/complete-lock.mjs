// Adds to package-lock.json the optional packages of other platforms that npm left out because it could not find them: without
// them `npm ci` refuses the lock file. Each is marked with the systems it is for, so that only those install it.
import { readFileSync, writeFileSync } from 'node:fs';
import { findMissing } from './check-lock.mjs';

const SYSTEMS = ['darwin', 'win32', 'linux', 'freebsd', 'openbsd', 'netbsd', 'android', 'sunos', 'aix'];
const PROCESSORS = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'riscv64',
  'ppc64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
for (const { location, name } of findMissing(lock)) {
  const { optionalDependencies, dev, peer } = lock.packages[location];
  const words = name.split(/[-_/]/);
  lock.packages[`node_modules/${name}`] = {
    version: optionalDependencies[name].replace(/^[~^>=\s]+/, ''),
    cpu: PROCESSORS.filter((processor) => words.includes(processor)),
    ...(words.includes('musl') && { libc: ['musl'] }),
    ...(words.includes('gnu') && { libc: ['glibc'] }),
    ...(dev && { dev }),
    optional: true,
    os: SYSTEMS.filter((system) => words.includes(system)),
    ...(peer && { peer }),
  };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
