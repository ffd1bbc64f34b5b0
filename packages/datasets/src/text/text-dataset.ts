import { FileDataset } from '../file/file-dataset.js';
import { readUtf8, writeUtf8 } from '../file/utf8.js';
import { resolveTextOptions, type TextDatasetOptions } from './resolve-text-options.js';

/** Text in a UTF-8 file, kept as it is: no newline is added, no byte order mark removed. */
export class TextDataset extends FileDataset<string> {
  constructor(options: TextDatasetOptions) {
    super(resolveTextOptions(options));
  }

  protected override read(path: string): Promise<string> {
    return readUtf8(path);
  }

  protected override write(data: string, path: string): Promise<void> {
    return writeUtf8(path, data);
  }
}
