import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runFile, type FileResult } from './conformance.js';
import { OracleFileError } from './errors.js';
import { renderReport } from './report/render-report.js';

const DATA = fileURLToPath(new URL('../data', import.meta.url));

const HELP = `Runs recorded answers of Kedro against the built packages.

conformance [--all] [<file>...]

  <file>   files of recorded questions, of any kind and name; default: all of conformance/data
  --all    show every failing case with every difference`;

// Cases are full of what the packages warn of; printed, it would bury the report.
process.removeAllListeners('warning');
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help === true) {
      console.log(HELP);
      return 0;
    }
    const results: FileResult[] = [];
    for (const path of positionals.length > 0 ? positionals : await recordedFiles())
      results.push(await runFile(path));
    console.log(renderReport(results, { all: values.all ?? false }));
    return results.some(({ failed }) => failed.length > 0) ? 1 : 0;
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error;
    if (!(error instanceof OracleFileError) && !isUsage) throw error;
    console.error(error.message);
    return 2;
  }
}

async function recordedFiles(): Promise<string[]> {
  const names = await readdir(DATA);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(DATA, name));
}
