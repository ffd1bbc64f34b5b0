// Checks that package-lock.json serves every platform: npm leaves out optional packages that it could not find when it wrote
// the file, and `npm ci` then fails elsewhere.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The optional packages that are not locked, with the package that wants each. */
export function findMissing({ packages }) {
  return Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, location, name))
      .map((name) => ({ location, name })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const missing = findMissing(lock).map(({ location, name }) => `${location}: ${name}`);
  const hosts = Object.entries(lock.packages)
    .filter(([, { resolved = '' }]) => /^https?:/.test(resolved))
    .map(([location, { resolved }]) => `${location}: names a host (${new URL(resolved).host})`);
  if (missing.length + hosts.length > 0) {
    console.error(
      `package-lock.json is not complete; run "node tools/complete-lock.mjs":\n  ${[...missing, ...hosts].join('\n  ')}`,
    );
    process.exitCode = 1;
  }
}

/** Looks where Node would: in node_modules of the package and of every folder above it. */
function isLocked(packages, location, name) {
  for (let folder = location; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}
