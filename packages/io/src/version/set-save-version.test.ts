import { describe, expect, it } from 'vitest';
import { DataCatalog } from '../data-catalog.js';
import { datasetTypes } from '../dataset-types.js';
import type { Version } from './version.js';

/** Remembers the versions that datasets of it were saved under. */
const saved: string[] = [];
class Versioned {
  static readonly supportsVersions = true;
  constructor(private readonly config: { readonly version?: Version }) {}
  load(): unknown {
    return this.config.version?.load ?? 'newest';
  }
  save(): void {
    saved.push(this.config.version?.save ?? 'none');
  }
}

const types = datasetTypes({ Versioned: () => Versioned });

describe('a catalog that serves several runs', () => {
  it('saves under a new version when it is told to, also what has been made before', async () => {
    const config = {
      cars: { type: 'Versioned', versioned: true },
      '{name}_table': { type: 'Versioned', versioned: true },
    };
    const catalog = DataCatalog.fromConfig(config, {
      types,
      saveVersion: 'one',
      loadVersions: { cars: 'old' },
    });
    const saveBoth = async (): Promise<string[]> => {
      saved.length = 0;
      await catalog.save('cars', 1);
      await catalog.save('planes_table', 1);
      return [...saved];
    };
    expect(await saveBoth()).toEqual(['one', 'one']);
    catalog.setSaveVersion('two');
    expect(catalog.saveVersion).toBe('two');
    expect(await saveBoth()).toEqual(['two', 'two']);
    expect(await catalog.load('cars')).toBe('old');
  });

  it('keeps what has no versions, or was registered in code', async () => {
    const catalog = DataCatalog.fromConfig({ held: { type: 'MemoryDataset' } });
    const own = new Versioned({});
    catalog.set('own', own);
    await catalog.save('held', 5);
    catalog.setSaveVersion('two');
    expect(await catalog.load('held')).toBe(5);
    expect(catalog.peek('own')).toBe(own);
  });

  it('refuses a version that could lead elsewhere', () => {
    expect(() => new DataCatalog().setSaveVersion('../two')).toThrow('separator of folders');
  });
});
