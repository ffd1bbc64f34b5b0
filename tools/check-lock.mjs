// Checks that package-lock.json serves every platform: npm leaves out optional packages that it could not find when it wrote
// the file, and `npm ci` then fails elsewhere.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const missing = [];
for (const [location, { optionalDependencies = {}, resolved = '' }] of Object.entries(packages)) {
  for (const name of Object.keys(optionalDependencies))
    if (!isLocked(location, name)) missing.push(`${location}: ${name}`);
  if (/^https?:/.test(resolved)) missing.push(`${location}: names a host (${new URL(resolved).host})`);
}
if (missing.length > 0) {
  console.error(
    `package-lock.json is not complete; choose versions whose platform packages all exist:\n  ${missing.join('\n  ')}`,
  );
  process.exitCode = 1;
}

/** Looks where Node would: in node_modules of the package and of every folder above it. */
function isLocked(location, name) {
  for (let folder = location; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}
