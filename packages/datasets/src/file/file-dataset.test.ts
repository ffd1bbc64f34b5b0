import { readFile, writeFile } from 'node:fs/promises';
import { CatalogConfigError, DataCatalog, datasetTypes } from '@kedro-ts/io';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import type { ResolvedFileOptions } from '../options/resolve-file-options.js';
import { FileDataset } from './file-dataset.js';

class Lines extends FileDataset<string> {
  protected read(path: string): Promise<string> {
    return readFile(path, 'utf8');
  }
  protected async write(data: string, path: string): Promise<void> {
    await writeFile(path, data);
  }
}

/** As somebody writes it who has not heard of versions. */
class Forgetful extends Lines {
  constructor({ filepath }: ResolvedFileOptions) {
    super({ filepath });
  }
}

const types = datasetTypes({ Lines: () => Lines, Forgetful: () => Forgetful });

describe('a dataset of a file', () => {
  it('says whether it has versions', () => {
    expect(new Lines({ filepath: 'a' }).versioned).toBe(false);
    expect(new Lines({ filepath: 'a', version: {} }).versioned).toBe(true);
  });

  it('is refused by a catalog as versioned when its class drops the version', async () => {
    const filepath = await temporaryPath('a.txt');
    const catalogOf = (type: string, versioned: boolean): DataCatalog =>
      DataCatalog.fromConfig({ it: { type, filepath, versioned } }, { types });
    await expect(catalogOf('Forgetful', true).get('it')).rejects.toThrow(CatalogConfigError);
    expect(await catalogOf('Forgetful', false).get('it')).toBeInstanceOf(Forgetful);
    expect(await catalogOf('Lines', true).get('it')).toMatchObject({ versioned: true });
  });

  it('names the version that could not be loaded, not the one that would be saved', async () => {
    const entry = { type: 'Lines', filepath: await temporaryPath('a.txt'), versioned: true };
    const catalog = DataCatalog.fromConfig(
      { it: entry },
      { types, loadVersions: { it: 'v1' }, saveVersion: 'v2' },
    );
    const load = async (): Promise<unknown> => catalog.load('it');
    await expect(load()).rejects.toThrow(/\(Lines, filepath=[^,]*, version=v1\)/);
    await expect(load()).rejects.not.toThrow(/v2/);
  });
});
