import {
  createSecretMask,
  describeOrigin,
  inlineCredentials,
  openConfiguration,
  readOptionalConfig,
  type SecretMask,
} from '@kedro-ts/project';
import { explainPath, type ExplainedPath } from '../configuration/explain-path.js';
import type { ConfigurationCommandOptions } from '../options/configuration-options.js';
import { sessionOptions } from '../options/session-options.js';
import { columns } from '../render/columns.js';
import { dumpYaml } from '../render/dump.js';
import { indent } from '../render/format-error.js';
import { createPaint, type Paint } from '../render/paint.js';

/**
 * Prints all places that have a say in a value, the one that wins last, what its interpolations refer to, and what the value
 * comes to; without secrets.
 */
export async function configExplain(path: string, options: ConfigurationCommandOptions): Promise<number> {
  const { loader, confSource } = await openConfiguration(sessionOptions(options));
  const explained = await explainPath(loader, path);
  const credentials = await readOptionalConfig(loader, 'credentials');
  const mask = createSecretMask(credentials, ...inlineCredentials(await loader.get(explained.key)));
  const show = (value: unknown): string => dumpYaml(masked(value, explained, mask)).trimEnd();
  const paint = createPaint(process.stdout, process.env);
  const lines = [
    paint.strong(path),
    ...patternLines(explained, paint),
    '',
    ...layerLines(explained, confSource, show, paint),
    ...referenceLines(explained, confSource, show, paint),
    '',
    ...valueLines(show(explained.value)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** All that is below `credentials` is secret, whether a path leads into it or the value contains it. */
function masked(value: unknown, { key, path }: ExplainedPath, mask: SecretMask): unknown {
  const parents = [key, ...path.split('.')];
  const isInside = parents.slice(0, -1).includes('credentials');
  const isWhole = parents.at(-1) === 'credentials' && typeof value === 'object';
  return isInside || isWhole ? mask.secrets(value) : mask.tree(value);
}

function patternLines({ pattern }: ExplainedPath, paint: Paint): string[] {
  if (pattern === undefined) return [];
  return [`"${pattern.dataset}" has no entry; the pattern ${paint.accent(pattern.name)} makes it.`];
}

function layerLines(
  { layers }: ExplainedPath,
  confSource: string,
  show: (value: unknown) => string,
  paint: Paint,
): string[] {
  const shown = layers.map(({ origin, written, contributes }) => {
    const style = contributes ? paint.good : paint.faint;
    const place = describeOrigin(origin, confSource, process.cwd());
    const environment = origin.source === 'file' ? origin.environment : '';
    const head = [
      { text: contributes ? '>' : ' ', paint: style },
      { text: place, paint: contributes ? paint.strong : style },
      { text: environment, paint: style },
    ];
    return { head, value: show(written) };
  });
  if (shown.every(({ value }) => isOneLine(value)))
    return columns(shown.map(({ head, value }) => [...head, value]));
  const heads = columns(shown.map(({ head }) => head));
  return shown.flatMap(({ value }, i) => [heads[i]!, ...indent(value.split('\n'), '       ')]);
}

/** Of what is not in one line, the place is enough. */
function referenceLines(
  { references }: ExplainedPath,
  confSource: string,
  show: (value: unknown) => string,
  paint: Paint,
): string[] {
  if (references.length === 0) return [];
  const rows = references.map(({ path, origin, written }) => {
    const value = show(written);
    return [path, describeOrigin(origin, confSource, process.cwd()), isOneLine(value) ? value : ''];
  });
  return ['', ...indent(columns(rows), '   ').map((line) => paint.faint(line))];
}

function valueLines(value: string): string[] {
  return isOneLine(value) ? [`=  ${value}`] : ['=', ...indent(value.split('\n'), '   ')];
}

/** A list or a mapping of one item is written in one line too, but reads better as a block. */
function isOneLine(value: string): boolean {
  return !value.includes('\n');
}
