import { ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { readUtf8, writeUtf8 } from '../file/utf8.js';
import { resolveTextOptions, type TextDatasetOptions } from '../text/resolve-text-options.js';

/** What an {@link SvgDataset} may be given. */
export type SvgDatasetOptions = TextDatasetOptions;

/** What may stand around the root element: byte order mark, declarations, comments, white space. */
const PROLOG = /^\uFEFF?(?:\s|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)*/i;

/** A picture as SVG text. Saving refuses text whose root element is not `<svg>`, such as an HTML page around one. */
export class SvgDataset extends FileDataset<string> {
  constructor(options: SvgDatasetOptions) {
    super(resolveTextOptions(options));
  }

  protected override read(path: string): Promise<string> {
    return readUtf8(path);
  }

  protected override async write(data: string, path: string): Promise<void> {
    if (typeof data === 'string') checkSvg(data);
    await writeUtf8(path, data);
  }
}

function checkSvg(text: string): void {
  const root = text.slice(PROLOG.exec(text)![0].length);
  if (!/^<svg[\s/>]/.test(root))
    throw new ValueNotWritableError(
      'data',
      `is no SVG: it starts with ${JSON.stringify(root.slice(0, 30))}, not with <svg`,
    );
  if (!/<\/svg\s*>$|\/>$/.test(withoutEpilog(root).slice(-100)))
    throw new ValueNotWritableError('data', 'is no whole SVG: the end tag </svg> is missing');
}

function withoutEpilog(text: string): string {
  let rest = text.trimEnd();
  while (rest.endsWith('-->')) {
    const start = rest.lastIndexOf('<!--');
    if (start < 0) break;
    rest = rest.slice(0, start).trimEnd();
  }
  return rest;
}
