import { FileDataset } from '../file/file-dataset.js';
import { readUtf8, writeUtf8 } from '../file/utf8.js';
import { resolveTextOptions, type TextDatasetOptions } from '../text/resolve-text-options.js';
import { checkSvg } from './check-svg.js';

/** What an {@link SvgDataset} may be given. */
export type SvgDatasetOptions = TextDatasetOptions;

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
