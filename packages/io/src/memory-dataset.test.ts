import { describe, expect, it } from 'vitest';
import { MemoryDataset, sharesValue, type CopyMode } from './memory-dataset.js';

const rows = (): { id: number }[] => [{ id: 1 }];

describe('MemoryDataset', () => {
  it.each([undefined, null, 'assign'] as const)('gives the value itself in the mode %j', (copyMode) => {
    const data = rows();
    const dataset = new MemoryDataset({ data, copyMode });
    expect(dataset.load()).toBe(data);
    const more = rows();
    dataset.save(more);
    expect(dataset.load()).toBe(more);
  });

  it('gives each reader a deep copy in the mode "deepcopy", so that what one does to it reaches nobody else', () => {
    const make = (): { rows: { id: number }[]; bytes: Float64Array } => ({
      rows: rows(),
      bytes: Float64Array.of(1),
    });
    const dataset = new MemoryDataset({ data: make(), copyMode: 'deepcopy' });
    const first = dataset.load();
    first.rows[0]!.id = 2;
    first.rows.push({ id: 3 });
    first.bytes[0] = 2;
    expect(dataset.load()).toEqual(make());
  });

  it('gives each reader a list of its own with the same items in the mode "copy"', () => {
    const dataset = new MemoryDataset({ data: rows(), copyMode: 'copy' });
    dataset.load().push({ id: 3 });
    dataset.load()[0]!.id = 2;
    expect(dataset.load()).toEqual([{ id: 2 }]);
  });

  it.each<CopyMode>(['deepcopy', 'copy', 'assign'])('shares class instances in the mode "%s"', (copyMode) => {
    class Model {}
    const data = new Model();
    expect(new MemoryDataset({ data, copyMode }).load()).toBe(data);
  });

  it('shares its value unless a copy mode says what to do about that', () => {
    expect(sharesValue(new MemoryDataset())).toBe(true);
    expect(sharesValue(new MemoryDataset({ copyMode: null }))).toBe(true);
    for (const copyMode of ['deepcopy', 'copy', 'assign'] as const)
      expect(sharesValue(new MemoryDataset({ copyMode }))).toBe(false);
    expect(sharesValue({ load: () => 1, save: () => {} })).toBe(false);
  });

  it('refuses a copy mode that there is not', () => {
    expect(() => new MemoryDataset({ copyMode: 'clone' as CopyMode })).toThrow(/"clone".*"deepcopy"/);
  });

  it('refuses an option that it does not understand', () => {
    expect(() => new MemoryDataset({ copy_mod: 'copy' } as object)).toThrow(
      '"copy_mod" is no option of it. Did you mean "copy_mode"? It understands: data, copy_mode, metadata',
    );
  });

  it('has nothing before the first save and after release, and says so', async () => {
    const dataset = new MemoryDataset<number>();
    expect(dataset.exists()).toBe(false);
    expect(() => dataset.load()).toThrow(/nothing has been saved/);
    dataset.save(0);
    expect(dataset.exists()).toBe(true);
    expect(dataset.load()).toBe(0);
    await dataset.release();
    expect(dataset.exists()).toBe(false);
    expect(() => dataset.load()).toThrow(/released/);
  });

  it('holds values that are false or null like any other', () => {
    for (const data of [null, 0, '', false]) {
      const dataset = new MemoryDataset({ data });
      expect(dataset.exists()).toBe(true);
      expect(dataset.load()).toBe(data);
    }
  });

  it('keeps metadata untouched', () => {
    const metadata = { owner: 'me' };
    expect(new MemoryDataset({ metadata }).metadata).toBe(metadata);
  });
});
